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
/** In a rush an open check is asked for anew this often only: from the fourth time on within a tenth of a second. */
const rush = { milliseconds: 100, asked: 4 }
const mostRecalled = 1000

type Recalled = { readonly check: AskedCheck; readonly at: number; asked: number }

export function openChecks(db: Db): Checks {
  const ask = gather((publicIds: readonly string[]) => findInOrder(db, publicIds))
  const recent = new Map<string, Recalled>()

  const askAnew = async (publicId: string): Promise<AskedCheck | null> => {
    const before = recent.get(publicId)
    const check = await ask(publicId)
    if (recent.size > mostRecalled) recent.clear()
    // What an open check asks is frozen, so only open ones are remembered.
    if (check?.status !== 'open') recent.delete(publicId)
    else if (before === undefined || ageOf(before) > rush.milliseconds)
      recent.set(publicId, { check, at: performance.now(), asked: 1 })
    return check
  }

  return {
    find: async (publicId) => {
      const known = recent.get(publicId)
      if (known === undefined || ageOf(known) > rush.milliseconds) return askAnew(publicId)
      known.asked += 1
      return known.asked < rush.asked ? askAnew(publicId) : known.check
    },
    recall: async (publicId) => {
      const known = recent.get(publicId)
      return known !== undefined && ageOf(known) < longestRecall ? known.check : askAnew(publicId)
    },
  }
}

const ageOf = ({ at }: Recalled): number => performance.now() - at

async function findInOrder(db: Db, publicIds: readonly string[]): Promise<readonly (AskedCheck | null)[]> {
  const found = await findAskedChecks(db, [...new Set(publicIds)])
  const byId = new Map(found.map((check) => [check.publicId, check]))
  return publicIds.map((publicId) => byId.get(publicId) ?? null)
}
