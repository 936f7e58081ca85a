import { statfs } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { Dependencies } from './dependencies.ts'
import { PageError } from './errors.ts'

const askedAgainAfter = 1_000

/**
 * Refuses to take anything new while the disk of the embedded database is nearly full: where it finds no room at all for
 * its log it stands still for good, and what is kept could not be read, either. A server looks after its own disk.
 */
export function refuseWhenFull(app: FastifyInstance, { config, database }: Dependencies): void {
  if (database.kind !== 'pglite') return
  let known = { at: Number.NEGATIVE_INFINITY, isFull: false }
  app.addHook('onRequest', ({ method }, _reply, done) => {
    const go = () => done(known.isFull ? new PageError('disk-full', 503) : undefined)
    if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return done()
    if (performance.now() - known.at < askedAgainAfter) return go()
    statfs(config.dataDir, (error, disk) => {
      const isFull = error === null && disk.bavail * disk.bsize < config.diskReserve
      known = { at: performance.now(), isFull }
      go()
    })
  })
}
