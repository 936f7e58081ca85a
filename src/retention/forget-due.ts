import type { FastifyInstance } from 'fastify'
import { deleteExpiredSessions, forgetOldAttempts, recordAct } from '../access/queries.ts'
import type { Db } from '../database/open.ts'
import { closingOf, inTransaction, roomsOf, type Scope } from '../database/scope.ts'
import { textsKeptDays } from '../domain/anonymity-contract.ts'
import type { Dependencies } from '../web/dependencies.ts'
import {
  deleteImport,
  deleteLeftovers,
  deleteTexts,
  listLeftovers,
  listStaleImports,
  listTextsDue,
} from './queries.ts'

const hour = 3_600_000
const day = 24 * hour

type Deps = Pick<Dependencies, 'db' | 'now' | 'random'>

/** Every hour, so that nothing outlives its day by much, and at the start, for a machine that sleeps at night. */
export function defineRetention(app: FastifyInstance, deps: Dependencies): void {
  const forget = () => forgetDue(deps)
  deps.jobs.repeat('forget-due', '20 * * * *', forget)
  app.addHook('onListen', () => {
    forget().catch((error: Error) => app.log.error({ err: { type: error.name } }, 'Deleting failed'))
  })
}

/** Deletes what was promised to be gone by now, and notes in each workspace's audit log that it did. */
export async function forgetDue(deps: Deps): Promise<void> {
  const { db } = deps
  const now = deps.now()
  for (const { workspaceId, checkId } of await listLeftovers(db))
    await forget(deps, workspaceId, {
      what: 'leftovers',
      of: checkId,
      behind: closingOf,
      by: (trx) => deleteLeftovers(trx, checkId),
    })
  for (const due of await listTextsDue(db, { now, usually: textsKeptDays }))
    await forget(deps, due.workspaceId, {
      what: 'texts',
      of: due.checkId,
      behind: roomsOf,
      by: (trx) => deleteTexts(trx, due),
    })
  const before = { unused: new Date(now.getTime() - day), done: new Date(now.getTime() - 7 * day) }
  for (const { workspaceId, importId } of await listStaleImports(db, before))
    await forget(deps, workspaceId, {
      what: 'import',
      of: importId,
      behind: roomsOf,
      by: (trx) => deleteImport(trx, importId),
    })
  await deleteExpiredSessions(db, now)
  await forgetOldAttempts(db, new Date(now.getTime() - 2 * hour))
}

type Order = {
  readonly what: 'leftovers' | 'texts' | 'import'
  readonly of: string
  /** Which wall stands behind a query that deletes too much. */
  readonly behind: (db: Db, workspaceId: string) => Scope
  readonly by: (trx: Scope) => Promise<number>
}

function forget(
  { db, now, random }: Deps,
  workspaceId: string,
  { what, of, behind, by }: Order,
): Promise<void> {
  return inTransaction(behind(db, workspaceId), async (trx) => {
    const rows = await by(trx)
    // Another process was quicker.
    if (rows === 0) return
    await recordAct(trx.db, {
      ...{ id: random.uuid(), at: now(), workspaceId, accountId: null },
      ...{ act: `${what}-deleted`, subjectId: of, details: { rows } },
    })
  })
}
