import { type PublishedDirectory, publishDirectory } from '../../collection/key-directory.ts'
import type { KeyFolder } from '../../collection/key-folder.ts'
import { contractOf } from '../../domain/anonymity-contract.ts'
import { disclosureRules } from '../../domain/disclosure/rules.ts'
import type { CheckRecord } from '../queries.ts'
import type { NewUnit } from './queries.ts'

/**
 * Makes the keys of a check ahead of its opening, while nobody waits: one takes about fifty milliseconds. When others
 * stand there, whoever opens decides (`publishKeys`).
 */
export async function prepareKeys(
  keys: KeyFolder,
  checkId: string,
  unitIds: readonly string[],
): Promise<void> {
  await keys.checks.make(checkId, unitIds)
}

/**
 * The directory of a check that is being opened. Only while the check is held as a draft: keys for other units can then
 * be nothing but what an attempt has left.
 */
export async function publishKeys(
  keys: KeyFolder,
  check: CheckRecord,
  { units, open }: { readonly units: readonly NewUnit[]; readonly open: NewUnit | null },
): Promise<PublishedDirectory> {
  const rule = disclosureRules[check.profile]
  const { hash: contract } = contractOf({
    ...{ profile: check.profile, rule, viewers: check.resultsTo, runBy: check.runBy },
    protocol: 'sealed',
    openLink: check.openLink !== null,
    ownItems: { count: check.ownItems.length },
  })
  const made = await makeFor(
    keys,
    check.id,
    units.map(({ id }) => id),
  )
  const described = units.map(({ id, name, invited }) => ({ id, name, invited }))
  const openUnit = open === null ? null : { id: open.id, name: open.name }
  return publishDirectory(
    { check: check.publicId, contract, smallestGroup: rule.k, units: described, open: openUnit },
    made,
  )
}

async function makeFor(keys: KeyFolder, checkId: string, unitIds: readonly string[]) {
  const first = await keys.checks.make(checkId, unitIds)
  if (first.outcome === 'made') return first.keys
  await keys.checks.destroy(checkId)
  const again = await keys.checks.make(checkId, unitIds)
  if (again.outcome === 'made') return again.keys
  throw new Error('The keys of a check that is being opened were made by another.')
}
