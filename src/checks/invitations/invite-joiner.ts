import { type AccountScope, audit } from '../../access/require-account.ts'
import { hashAddress } from '../../collection/link.ts'
import { inTransaction, type Scope } from '../../database/scope.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import {
  type CheckRecord,
  listUnits,
  lockCheck,
  type Roster,
  type RosterPerson,
  readRoster,
} from '../queries.ts'
import { newInvitation } from '../sign-off/open-check.ts'
import { findUnit } from './find-unit.ts'
import {
  countIntoUnit,
  findAddress,
  giveBackInvitation,
  isInvitedElsewhere,
  listInvitedPeople,
} from './joiner-queries.ts'
import { addInvitations } from './queries.ts'
import { addSingleMail } from './renew-link.ts'

export type JoinerResult =
  | { readonly outcome: 'invited'; readonly batchId: string | null; readonly unitName: string }
  | {
      readonly outcome: 'refused'
      readonly reason: 'not-open' | 'not-found' | 'already-invited' | 'overlap'
    }

type Deps = Pick<Dependencies, 'keys' | 'mailer' | 'now' | 'random'>

/** Invites someone who came after the opening into a unit that exists; the frozen tree stays as it is. */
export function inviteJoiner(
  deps: Deps,
  scope: AccountScope,
  order: { readonly checkId: string; readonly personId: string },
): Promise<JoinerResult> {
  return inTransaction(scope, async (scope): Promise<JoinerResult> => {
    const check = await lockCheck(scope, order.checkId)
    if (check?.status !== 'open' || check.frozenTree === null)
      return { outcome: 'refused', reason: 'not-open' }
    const roster = await readRoster(scope, check.organisationId)
    const person = roster.people.find(({ id }) => id === order.personId)
    if (person === undefined) return { outcome: 'refused', reason: 'not-found' }
    if ((await listInvitedPeople(scope, check.id)).has(person.id))
      return { outcome: 'refused', reason: 'already-invited' }
    if (await isInvitedElsewhere(scope, order)) return { outcome: 'refused', reason: 'overlap' }
    return invite(deps, scope, { check, roster, person })
  })
}

async function invite(
  deps: Deps,
  scope: AccountScope,
  given: { readonly check: CheckRecord; readonly roster: Roster; readonly person: RosterPerson },
): Promise<JoinerResult> {
  const { check, person } = given
  const invitation = (await giveBack(deps, scope, given)) ?? (await addNew(deps, scope, given))
  await audit(deps, scope, { act: 'person-invited', subjectId: invitation.id })
  const mail = { checkId: check.id, invitationId: invitation.id, kind: 'joiner' } as const
  const batchId = person.hasAddress ? await addSingleMail(deps, scope, mail) : null
  const unit = (await listUnits(scope, check.id)).find(({ id }) => id === invitation.unitId)
  return { outcome: 'invited', batchId, unitName: unit?.name ?? '' }
}

type Joining = Parameters<typeof invite>[2]

/** Whoever comes back has the invitation they had; the page says the same as of any other. */
async function giveBack({ keys }: Deps, scope: Scope, { check, person }: Joining) {
  const address = await findAddress(scope, person.id)
  if (address === null) return null
  const addressHash = hashAddress(keys, address)
  return giveBackInvitation(scope, { checkId: check.id, personId: person.id, addressHash })
}

async function addNew(deps: Deps, scope: Scope, given: Joining) {
  const { check, person } = given
  const unit = await unitFor(scope, given)
  const invitation = newInvitation(deps, { check, person, unitId: unit.id })
  await addInvitations(scope, check.id, [invitation])
  await countIntoUnit(scope, check.id, unit.id)
  return invitation
}

async function unitFor(
  scope: Scope,
  { check, roster, person }: { check: CheckRecord; roster: Roster; person: RosterPerson },
) {
  const units = await listUnits(scope, check.id)
  const unit = check.frozenTree && findUnit(person, { frozen: check.frozenTree, teams: roster.teams, units })
  if (unit === null) throw new Error('An open check has no unit of staff.')
  return unit
}
