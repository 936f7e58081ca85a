import { createHash } from 'node:crypto'
import { type AccountScope, audit } from '../../access/require-account.ts'
import { hashCode, hashToken, linkToken, typedCode } from '../../collection/link.ts'
import { inTransaction, type Scope } from '../../database/scope.ts'
import { disclosureRules } from '../../domain/disclosure/rules.ts'
import type { FoundName } from '../../domain/text/find-name.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { groupNames } from '../../web/group-names.ts'
import { lockContract } from '../contract/queries.ts'
import {
  addBatch,
  addInvitations,
  addMessages,
  type NewBatch,
  type NewInvitation,
} from '../invitations/queries.ts'
import { type CheckRecord, findCheck, lockCheck, type Roster, readRoster } from '../queries.ts'
import { findNamed } from '../set-up/known-names.ts'
import { type OpeningPlan, planOpening } from './plan-opening.ts'
import { prepareKeys, publishKeys } from './publish-keys.ts'
import { addUnits, countInvitedElsewhere, freezeCheck, type NewUnit } from './queries.ts'

export type OpeningRefusal = 'not-draft' | 'changed' | 'too-few' | 'deadline' | 'overlap' | 'names'
export type OpeningResult =
  | { readonly outcome: 'opened'; readonly batchId: string }
  | { readonly outcome: 'refused'; readonly reason: OpeningRefusal }

/** What a check would freeze now, and a mark of it: opening is refused when it is no longer what was signed off. */
export type Prospect = {
  readonly roster: Roster
  readonly plan: OpeningPlan
  readonly refusal: OpeningRefusal | null
  /** Whom or what an added statement names, as the roster is now; null for nobody. */
  readonly named: FoundName | null
  /** Nobody is shown a link: they go by mail, or everybody gets a printed code. */
  readonly isSealed: boolean
  readonly mark: string
}

type Deps = Pick<Dependencies, 'keys' | 'now' | 'random' | 'translate' | 'mailer'>

/** Freezes tree, units and roster and makes the invitations: all in one transaction, once however often it is asked. */
export async function openCheck(
  deps: Deps,
  scope: AccountScope,
  order: { readonly checkId: string; readonly mark: string },
): Promise<OpeningResult> {
  const drawn = await drawUnits(deps, scope, order.checkId)
  return inTransaction(scope, async (scope) => {
    const check = await lockCheck(scope, order.checkId)
    if (check === undefined || check.status !== 'draft') return { outcome: 'refused', reason: 'not-draft' }
    const prospect = await prospectOf(deps, scope, check)
    const refusal = prospect.refusal ?? (prospect.mark === order.mark ? null : 'changed')
    if (refusal !== null) {
      // While the draft is held: those of a rival who has opened it are not touched.
      await deps.keys.checks.destroy(check.id)
      return { outcome: 'refused', reason: refusal }
    }
    const unitIds = new Map(prospect.plan.units.map(({ key }) => [key, drawn.get(key) ?? deps.random.uuid()]))
    await freeze(deps, scope, { check, prospect, unitIds })
    const invitations = invitationsOf(deps, { check, unitIds, ...prospect })
    const batchId = await invite(deps, scope, { check, invitations })
    await lockContract(scope, check.id)
    await audit(deps, scope, {
      act: 'check-opened',
      subjectId: check.id,
      details: { invited: invitations.length },
    })
    return { outcome: 'opened', batchId }
  })
}

/** Ids for the units, and their keys: made before the transaction, because that takes a while. */
async function drawUnits(deps: Deps, scope: Scope, checkId: string): Promise<ReadonlyMap<string, string>> {
  const check = await findCheck(scope, checkId)
  if (check === undefined || check.status !== 'draft') return new Map()
  const { plan, refusal, isSealed } = await prospectOf(deps, scope, check)
  const unitIds = new Map(plan.units.map(({ key }) => [key, deps.random.uuid()]))
  if (refusal === null && isSealed) await prepareKeys(deps.keys, checkId, [...unitIds.values()])
  return unitIds
}

export async function prospectOf(deps: Deps, scope: Scope, check: CheckRecord): Promise<Prospect> {
  const roster = await readRoster(scope, check.organisationId)
  const organisation = { id: check.organisationId, name: check.organisationName }
  const { k } = disclosureRules[check.profile]
  const names = groupNames(deps.translate, check.languages[0] ?? 'en')
  const plan = planOpening(organisation, roster, { k, names })
  const elsewhere = await countInvitedElsewhere(scope, {
    checkId: check.id,
    organisationId: check.organisationId,
  })
  const named = await findNamed(scope, check, roster)
  const isSealed = deps.mailer !== null || roster.people.every(({ hasAddress }) => !hasAddress)
  const refusal = refusalOf(deps, { check, plan, elsewhere, named })
  return { roster, plan, refusal, named, isSealed, mark: markOf(check, roster, isSealed) }
}

function refusalOf(
  { now }: Deps,
  given: Pick<Prospect, 'plan' | 'named'> & { readonly check: CheckRecord; readonly elsewhere: number },
): OpeningRefusal | null {
  if (given.check.status !== 'draft') return 'not-draft'
  if (!given.plan.units.some(({ side }) => side === 'staff')) return 'too-few'
  if (given.check.closesAt <= now()) return 'deadline'
  if (given.named !== null) return 'names'
  return given.elsewhere > 0 ? 'overlap' : null
}

function markOf(check: CheckRecord, roster: Roster, isSealed: boolean): string {
  return createHash('sha256')
    .update(JSON.stringify([check, roster, isSealed]))
    .digest('base64url')
}

async function freeze(
  deps: Deps,
  scope: Scope,
  given: {
    readonly check: CheckRecord
    readonly prospect: Prospect
    readonly unitIds: ReadonlyMap<string, string>
  },
): Promise<void> {
  const { now, keys } = deps
  const { check, prospect, unitIds } = given
  const units = prospect.plan.units.map((unit) => ({ ...unit, id: unitIds.get(unit.key) ?? '' }))
  const open = openUnitOf(deps, check)
  const directory = prospect.isSealed ? await publishKeys(keys, check, { units, open }) : null
  await freezeCheck(scope, check.id, { tree: prospect.plan.frozen, at: now(), directory })
  await addUnits(scope, check.id, [...units, ...(open === null ? [] : [open])])
}

/** The group of who comes by open link: nobody is invited into it. */
function openUnitOf({ random, translate }: Deps, check: CheckRecord): NewUnit | null {
  if (check.openLink === null) return null
  const { openLink: name } = groupNames(translate, check.languages[0] ?? 'en')
  return { id: random.uuid(), name, side: 'open', nodeIds: [], invited: 0 }
}

function invitationsOf(
  deps: Deps,
  given: Prospect & { readonly check: CheckRecord; readonly unitIds: ReadonlyMap<string, string> },
): readonly NewInvitation[] {
  const { check, roster, plan, unitIds } = given
  return roster.people.map((person) => {
    const unitId = unitIds.get(plan.unitOf(person) ?? '')
    if (unitId === undefined) throw new Error('A person belongs to no unit.')
    return newInvitation(deps, { check, person, unitId })
  })
}

/** An invitation of the first generation, with the hashes of its link and its typed code. */
export function newInvitation(
  { keys, random }: Pick<Dependencies, 'keys' | 'random'>,
  given: {
    readonly check: CheckRecord
    readonly person: Roster['people'][number]
    readonly unitId: string
  },
): NewInvitation {
  const { check, person, unitId } = given
  const link = { id: random.uuid(), generation: 0 }
  const [first = 'en'] = check.languages
  const isOffered = person.language !== null && check.languages.includes(person.language)
  return {
    id: link.id,
    personId: person.id,
    unitId,
    isLeader: person.isLeader,
    language: isOffered ? (person.language ?? first) : first,
    way: person.hasAddress ? 'mail' : 'card',
    tokenHash: hashToken(linkToken(keys, link)),
    codeHash: hashCode(keys, check.id, typedCode(keys, link)),
  }
}

async function invite(
  { now, random, mailer }: Deps,
  scope: Scope,
  given: { readonly check: CheckRecord; readonly invitations: readonly NewInvitation[] },
): Promise<string> {
  const { check, invitations } = given
  const batch: NewBatch = {
    ...{ id: random.uuid(), checkId: check.id, kind: 'opening', at: now() },
    isHeld: mailer === null,
  }
  const mails = invitations.filter(({ way }) => way === 'mail')
  await addInvitations(scope, check.id, invitations)
  await addBatch(scope, batch)
  await addMessages(
    scope,
    batch,
    mails.map(({ id }) => ({ id: random.uuid(), invitationId: id })),
  )
  return batch.id
}
