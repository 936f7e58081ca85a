import { KeysMissing } from './keys-at-hand.ts'
import { type Counted, countTaking, forgotten } from './restore-queries.ts'
import { beginCounter, type WatchDeps } from './watch-restore.ts'

/** Runs what may take something; where it `hasTaken`, it has counted itself in the database, in the same transaction. */
export type Taking = <T>(
  take: (counted: Counted) => Promise<T>,
  hasTaken: (result: T) => boolean,
) => Promise<T>

/** Another process that starts drops the counters it finds, perhaps this one as soon as it has begun. */
const mostTries = 4

/**
 * Counts what is taken, in the database and then beside the keys. A database that may have been put
 * back takes nothing, is looked at (watch-restore.ts), and asked once more as the one it is. One counter for
 * each way in that takes a batch at a time: two would wait for each other.
 */
export function countTakings(deps: WatchDeps): Taking {
  // The database knows of none that was not begun: the first taking begins one.
  let own = { counter: deps.random.uuid(), known: 0, seen: '', databaseId: '' }
  const attempt: Taking = async (take, hasTaken) => {
    const counted = own
    const result = await take({ ...counted })
    if (!hasTaken(result)) return result
    counted.known += 1
    deps.keys.takings.of(counted.databaseId).note(counted.counter, counted.known)
    return result
  }
  return async (take, hasTaken) => {
    for (let again = 0; ; again++) {
      try {
        return await attempt(take, hasTaken)
      } catch (error) {
        if (!isForgotten(error) || again === mostTries) throw error
        own = { ...(await beginCounter(deps)), known: 0 }
      }
    }
  }
}

const changes = new WeakMap<WatchDeps['keys'], Taking>()

/** What a backup from before must be told by, though no answer was taken. */
export async function noteChange(deps: WatchDeps): Promise<void> {
  const taking = changes.get(deps.keys) ?? countTakings(deps)
  changes.set(deps.keys, taking)
  try {
    await taking(
      (counted) => countTaking(deps.db, counted),
      () => true,
    )
  } catch (error) {
    // There is nothing to note it beside; what takes answers refuses.
    if (!(error instanceof KeysMissing)) throw error
  }
}

function isForgotten(error: unknown): boolean {
  return (error as { readonly code?: unknown } | null)?.code === forgotten
}
