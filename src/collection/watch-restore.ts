import { recordAct } from '../access/queries.ts'
import type { Db } from '../database/open.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { listSealedUnits } from './check-queries.ts'
import { holdMark, listOpen, pauseChecks, saveMark } from './restore-queries.ts'

type Deps = Pick<Dependencies, 'db' | 'keys' | 'now' | 'random' | 'jobs'>

/** How the database and the key folder stand to each other. */
export type Standing = 'first' | 'same' | 'restored' | 'keys-away'

/**
 * A restored database has forgotten which links were used and which answers had come, so a check that is open in it
 * could take answers twice: it is paused, for good (spec 09). A restore is told by a mark that is drawn anew every five
 * minutes in the database and in the key folder, which is in no backup. What is restored within ten minutes is not seen.
 */
export async function watchRestore(deps: Deps, when: 'start' | 'later' = 'start'): Promise<Standing> {
  return deps.db.transaction().execute(async (trx) => {
    const held = await holdMark(trx)
    const known = deps.keys.marks.read()
    // Another key folder than the one the process started with is no reason to change anything.
    if (held !== null && known === null && when === 'later') return 'keys-away'
    // Marks without a row are left by a first start that was cut off, or belong to a database that is gone.
    const isFirst = held === null
    const isSame = held !== null && (known?.includes(held) ?? false)
    if (!isFirst && !isSame) {
      // Nothing is done that could not be undone while the folder may only have been mislaid.
      if (known === null && (await haveKeysGone(deps, trx))) return 'keys-away'
      await pauseAll(deps, trx)
    }
    const next = deps.random.bytes(32).toString('base64url')
    // The marks of another database stay until that one renews them: one that is started beside it by mistake, fresh or
    // left behind by a move, does not make it look restored.
    deps.keys.marks.write(isSame ? [held, next] : [...(known ?? []), next])
    await saveMark(trx, next)
    return isFirst ? 'first' : isSame ? 'same' : 'restored'
  })
}

export function defineWatch(deps: Deps): void {
  deps.jobs.repeat('watch-restore', '*/5 * * * *', async () => void (await watchRestore(deps, 'later')))
}

async function haveKeysGone({ keys }: Deps, trx: Db): Promise<boolean> {
  const sealed = await listSealedUnits(trx)
  return sealed.some(({ checkId, unitIds }) => !keys.checks.areThere(checkId, unitIds))
}

async function pauseAll({ random, now }: Deps, trx: Db): Promise<void> {
  for (const { workspaceId, checkId } of await listOpen(trx)) {
    await pauseChecks({ db: trx, workspaceId }, checkId)
    const act = { act: 'check-paused', subjectId: checkId, accountId: null, at: now() }
    await recordAct(trx, { id: random.uuid(), workspaceId, ...act })
  }
}
