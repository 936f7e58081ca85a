import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Dependencies } from './dependencies.ts'
import { notFound } from './errors.ts'
import type { Measure } from './measure.ts'

/** `/metrics`, for who knows METRICS_TOKEN; where none is set there is no such page. */
export async function metricsRoutes(
  app: FastifyInstance,
  { config, measure }: { readonly config: Dependencies['config']; readonly measure: Measure },
): Promise<void> {
  const { metricsToken } = config
  if (metricsToken === null) return
  app.get('/metrics', async (request, reply) => {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${metricsToken}`)) throw notFound()
    return reply
      .type(measure.contentType)
      .header('cache-control', 'no-store')
      .send(await measure.tell())
  })
}

// Hashed, so that they are of one length and the time it takes tells nothing.
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}
