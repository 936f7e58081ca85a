import { type PublishedDirectory, publishDirectory } from '../../collection/key-directory.ts'
import type { KeyFolder } from '../../collection/key-folder.ts'
import { inTransaction, type Scope } from '../../database/scope.ts'
import { contractOf } from '../../domain/anonymity-contract.ts'
import { disclosureRules } from '../../domain/disclosure/rules.ts'
import { type CheckRecord, lockCheck } from '../queries.ts'
import type { NewUnit } from './queries.ts'

type Keys = { readonly keys: KeyFolder }

/** Draws the keys of a check ahead of its opening, anew where an attempt has left some. `noteDrawn` hears of each. */
export async function drawKeys(
  { keys }: Keys,
  scope: Scope,
  given: {
    readonly checkId: string
    readonly unitIds: readonly string[]
    readonly noteDrawn: () => Promise<void>
  },
): Promise<void> {
  await dropKeys({ keys }, scope, given.checkId)
  await keys.checks.make(given.checkId, given.unitIds, given.noteDrawn)
}

/** Destroys what an attempt to open has left. The keys of a check that a rival has opened are not touched. */
export function dropKeys({ keys }: Keys, scope: Scope, checkId: string): Promise<void> {
  return inTransaction(scope, async (scope) => {
    const check = await lockCheck(scope, checkId)
    if (check === undefined || check.status === 'draft') await keys.checks.destroy(checkId)
  })
}

/** The directory of a check that is being opened, while it is held as a draft. */
export async function publishKeys(
  { keys }: Keys,
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
  const drawn = keys.checks.keysOf(check.id)
  if (drawn === null || drawn.unitIds.length !== units.length)
    throw new Error('The keys of a check that is being opened were replaced by another.')
  const described = units.map(({ id, name, invited }) => ({ id, name, invited }))
  const openUnit = open === null ? null : { id: open.id, name: open.name }
  return publishDirectory(
    { check: check.publicId, contract, smallestGroup: rule.k, units: described, open: openUnit },
    drawn,
  )
}
