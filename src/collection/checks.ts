import type { Db } from '../database/open.ts'
import { type AskedCheck, findAskedChecks } from './check-queries.ts'
import { gather } from './gather.ts'

/** The way from an address to a check; null where it leads nowhere. */
export type Checks = {
  find(publicId: string): Promise<AskedCheck | null>
  /** As it was at most a second ago: enough where the next step asks the database whether it is open, anyway. */
  recall(publicId: string): Promise<AskedCheck | null>
}

const longestRecall = 1000
const mostRecalled = 1000

export function openChecks(db: Db): Checks {
  const ask = gather((publicIds: readonly string[]) => findInOrder(db, publicIds))
  const recent = new Map<string, { readonly check: AskedCheck; readonly at: number }>()

  const find: Checks['find'] = async (publicId) => {
    const check = await ask(publicId)
    if (recent.size > mostRecalled) recent.clear()
    // What an open check asks is frozen, so only open ones are remembered.
    if (check?.status === 'open') recent.set(publicId, { check, at: performance.now() })
    else recent.delete(publicId)
    return check
  }

  return {
    find,
    recall: async (publicId) => {
      const known = recent.get(publicId)
      const isFresh = known !== undefined && performance.now() - known.at < longestRecall
      return isFresh ? known.check : find(publicId)
    },
  }
}

async function findInOrder(db: Db, publicIds: readonly string[]): Promise<readonly (AskedCheck | null)[]> {
  const found = await findAskedChecks(db, [...new Set(publicIds)])
  const byId = new Map(found.map((check) => [check.publicId, check]))
  return publicIds.map((publicId) => byId.get(publicId) ?? null)
}
