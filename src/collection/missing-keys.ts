import type { Db } from '../database/open.ts'
import { listSealedUnits } from './check-queries.ts'
import type { KeyFolder } from './key-folder.ts'

/** How many open checks have lost keys: their answers can be neither taken nor counted. */
export async function countMissingKeys({
  db,
  keys,
}: {
  readonly db: Db
  readonly keys: KeyFolder
}): Promise<number> {
  const checks = await listSealedUnits(db)
  return checks.filter(({ checkId, unitIds }) => !keys.checks.areThere(checkId, unitIds)).length
}
