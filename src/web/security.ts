import { fileURLToPath } from 'node:url'
import helmet from '@fastify/helmet'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const folder = (path: string) => fileURLToPath(new URL(`../../${path}/`, import.meta.url))

/** No inline script or style, no other host, no referrer: the token of a link never leaves the device. */
export async function addSecurityHeaders(app: FastifyInstance, isSecure: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
  })
}

export async function addStaticFiles(app: FastifyInstance, isProduction: boolean): Promise<void> {
  const cache = { cacheControl: true, maxAge: isProduction ? '1h' : 0 } as const
  await app.register(staticFiles, { root: folder('static'), prefix: '/assets/', ...cache })
  for (const family of ['source-serif-4', 'source-sans-3']) {
    await app.register(staticFiles, {
      root: folder(`node_modules/@fontsource-variable/${family}/files`),
      prefix: `/assets/fonts/${family}/`,
      decorateReply: false,
      maxAge: '30d',
      immutable: true,
    })
  }
}
