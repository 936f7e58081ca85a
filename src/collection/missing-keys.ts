import type { Db } from '../database/open.ts'
import { listSealedTests, listSealedUnits } from './check-queries.ts'
import type { KeyFolder } from './key-folder.ts'

/** How many open checks and sealed tests have lost keys: their answers can be neither taken nor counted. */
export async function countMissingKeys({
  db,
  keys,
}: {
  readonly db: Db
  readonly keys: KeyFolder
}): Promise<number> {
  const checks = await listSealedUnits(db)
  const lost = checks.filter(({ checkId, unitIds }) => !keys.checks.areThere(checkId, unitIds))
  const lostTests = (await listSealedTests(db)).filter((checkId) => !keys.tests.areThere(checkId, []))
  return lost.length + lostTests.length
}
