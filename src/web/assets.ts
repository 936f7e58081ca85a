import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { minify } from 'terser'

const folder = fileURLToPath(new URL('../../static/', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

type Asset = { readonly plain: Buffer; readonly small: Buffer; readonly tag: string }

/**
 * Styles and scripts, compressed once at first use: a respondent's phone gets a quarter of the bytes. While developing
 * they are read anew each time and left as they are written.
 */
export function addAssets(app: FastifyInstance, isDevelopment: boolean): void {
  const kept = new Map<string, Promise<Asset>>()
  const assetOf = (file: string): Promise<Asset> => {
    const asset = (isDevelopment ? undefined : kept.get(file)) ?? readAsset(file, !isDevelopment)
    kept.set(file, asset)
    return asset
  }
  for (const file of globSync('{css,js}/**/*.{css,js}', { cwd: folder })) {
    app.get(`/assets/${file.replaceAll('\\', '/')}`, async (request, reply) => {
      reply
        .type(types[extname(file)] ?? '')
        .header('cache-control', `public, max-age=${isDevelopment ? 0 : 3600}`)
      return sendAsset(request, reply, await assetOf(file))
    })
  }
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, { plain, small, tag }: Asset) {
  reply.header('etag', tag).header('vary', 'accept-encoding')
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  if (!/\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(plain)
  return reply.header('content-encoding', 'br').send(small)
}

async function readAsset(file: string, isSmall: boolean): Promise<Asset> {
  const written = await readFile(`${folder}${file}`)
  const plain = isSmall && file.endsWith('.js') ? await withoutComments(written) : written
  const tag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  return { plain, small: await promisify(brotliCompress)(plain), tag }
}

async function withoutComments(script: Buffer): Promise<Buffer> {
  const { code } = await minify(script.toString(), { module: true })
  return Buffer.from(code ?? script)
}
