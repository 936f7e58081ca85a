import { recordAct } from '../access/queries.ts'
import type { Db } from '../database/open.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { listSealedUnits } from './check-queries.ts'
import { KeysMissing } from './keys-at-hand.ts'
import {
  addCounter,
  dropCounters,
  findDatabaseId,
  findIncarnation,
  holdWatch,
  listOpen,
  listTakings,
  nameDatabase,
  pauseChecks,
} from './restore-queries.ts'

export type WatchDeps = Pick<Dependencies, 'db' | 'keys' | 'now' | 'random'>

/** How the database and the key folder stand to each other. */
export type Standing = 'first' | 'same' | 'restored' | 'keys-away'

/**
 * At the start. A restored database has forgotten which links were used and which answers had come, so a check that is
 * open in it could take answers twice: it is paused, for good (spec 09). It is told by what was counted (count-takings.ts):
 * the key folder, which is in no backup, knows of more than such a database.
 */
export async function watchRestore(deps: WatchDeps): Promise<Standing> {
  const { standing, databaseId, older } = await begin(deps, 'start')
  await forget(deps, databaseId, older)
  return standing
}

/** For who counts with a counter that the database does not know: looks why, then begins another. */
export async function beginCounter(deps: WatchDeps): Promise<Pick<Begun, 'counter' | 'seen' | 'databaseId'>> {
  const { standing, older, ...begun } = await begin(deps, 'later')
  if (standing === 'keys-away') throw new KeysMissing('The key folder is another than the database knew.')
  if (standing === 'restored') await forget(deps, begun.databaseId, older)
  return begun
}

type Begun = {
  readonly standing: Standing
  readonly counter: string
  readonly databaseId: string
  /** Which database it was begun in. */
  readonly seen: string
  readonly older: readonly string[]
}

// The note is there first, saying nothing; then the row; then the note counts. Cut off anywhere, it accuses nobody.
async function begin(deps: WatchDeps, when: 'start' | 'later'): Promise<Begun> {
  const counter = deps.random.uuid()
  const begun = await deps.db.transaction().execute(async (trx) => {
    await holdWatch(trx)
    const heldId = await findDatabaseId(trx)
    // Before the rows, which run ahead of them.
    const noted = deps.keys.takings.of(heldId).read()
    const known = await listTakings(trx)
    const found = await judge(deps, trx, { noted, known, when })
    if (found === 'keys-away') return { standing: found, databaseId: heldId, seen: '', older: [] }
    const databaseId = found === 'restored' ? await startAfresh(deps, trx) : heldId
    const seen = await findIncarnation(trx)
    deps.keys.takings.of(databaseId).begin(counter)
    await addCounter(trx, counter)
    return { standing: found, databaseId, seen, older: [...new Set([...noted.keys(), ...known.keys()])] }
  })
  if (begun.standing !== 'keys-away') deps.keys.takings.of(begun.databaseId).note(counter, 0)
  return { counter, ...begun }
}

type Counts = ReadonlyMap<string, number>
type Found = { readonly noted: Counts; readonly known: Counts; readonly when: 'start' | 'later' }

async function judge(deps: WatchDeps, trx: Db, { noted, known, when }: Found): Promise<Standing> {
  if (noted.size === 0 && known.size > 0) {
    // Nothing is done that could not be undone while the folder may only have been mislaid.
    return when === 'later' || (await haveKeysGone(deps, trx)) ? 'keys-away' : 'restored'
  }
  const hasForgotten = [...noted].some(([counter, count]) => count > (known.get(counter) ?? -1))
  if (hasForgotten) return 'restored'
  if (known.size > 0) return 'same'
  // A new database, perhaps beside the keys of another; but one that is open has had a start.
  const isNew = deps.keys.takings.areNone() || (await listOpen(trx)).length === 0
  return isNew ? 'first' : 'restored'
}

/** The new counter tells every older backup, so nobody needs those before it; who still counts with one begins anew. */
function forget({ db, keys }: WatchDeps, databaseId: string, counters: readonly string[]): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await holdWatch(trx)
    // A row without its note accuses nobody.
    keys.takings.of(databaseId).remove(counters)
    await dropCounters(trx, counters)
  })
}

async function haveKeysGone({ keys }: WatchDeps, trx: Db): Promise<boolean> {
  const sealed = await listSealedUnits(trx)
  return sealed.some(({ checkId, unitIds }) => !keys.checks.areThere(checkId, unitIds))
}

/** From here on it is a database of its own: that of which it is a copy may go on, and is not accused by it. */
async function startAfresh(deps: WatchDeps, trx: Db): Promise<string> {
  await pauseAll(deps, trx)
  const databaseId = deps.random.uuid()
  await nameDatabase(trx, databaseId)
  return databaseId
}

async function pauseAll({ random, now }: WatchDeps, trx: Db): Promise<void> {
  for (const { workspaceId, checkId } of await listOpen(trx)) {
    await pauseChecks({ db: trx, workspaceId }, checkId)
    const act = { act: 'check-paused', subjectId: checkId, accountId: null, at: now() }
    await recordAct(trx, { id: random.uuid(), workspaceId, ...act })
  }
}
