import { setImmediate } from 'node:timers/promises'
import { type AccountScope, audit } from '../../access/require-account.ts'
import { hashCode, hashToken, linkToken, typedCode } from '../../collection/link.ts'
import { inTransaction, type Scope } from '../../database/scope.ts'
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
import { type CheckRecord, findCheck, type Roster } from '../queries.ts'
import { type OpeningRefusal, type Prospect, prospectOf, refusalNow } from './prospect.ts'
import { drawKeys, dropKeys, publishKeys } from './publish-keys.ts'
import { addUnits, freezeCheck, holdDraft, type NewUnit } from './queries.ts'

export type OpeningResult =
  | { readonly outcome: 'opened'; readonly batchId: string }
  | { readonly outcome: 'refused'; readonly reason: OpeningRefusal }

type Deps = Pick<Dependencies, 'keys' | 'now' | 'random' | 'translate' | 'mailer'>
export type OpeningOrder = {
  readonly checkId: string
  /** Of what was signed off. */
  readonly mark: string
  /** Hears of each key that is drawn, and stops the opening by throwing. */
  readonly noteDrawn?: () => Promise<void>
}

/** Freezes tree, units and roster and makes the invitations: all in one transaction, once however often it is asked. */
export async function openCheck(
  deps: Deps,
  scope: AccountScope,
  order: OpeningOrder,
): Promise<OpeningResult> {
  const drawn = await drawUnits(deps, scope, order)
  const result = drawn.outcome === 'drawn' ? await freezeAll(deps, scope, { ...order, ...drawn }) : drawn
  if (result.outcome === 'refused') await dropKeys(deps, scope, order.checkId)
  return result
}

type Refused = Extract<OpeningResult, { outcome: 'refused' }>
/** By key of a planned unit: the id that its key was drawn for. */
type Drawn = { readonly outcome: 'drawn'; readonly unitIds: ReadonlyMap<string, string> }

/** Ids for the units, and their keys: made before the transaction, because that takes a while. */
async function drawUnits(deps: Deps, scope: Scope, order: OpeningOrder): Promise<Drawn | Refused> {
  const { checkId, mark, noteDrawn = async () => {} } = order
  const check = await findCheck(scope, checkId)
  const prospect = check && (await prospectOf(deps, scope, check))
  const reason = refusalNow(prospect, mark)
  if (prospect === undefined || reason !== null) return { outcome: 'refused', reason: reason ?? 'not-draft' }
  const unitIds = new Map(prospect.plan.units.map(({ key }) => [key, deps.random.uuid()]))
  if (prospect.isSealed) await drawKeys(deps, scope, { checkId, unitIds: [...unitIds.values()], noteDrawn })
  return { outcome: 'drawn', unitIds }
}

// The same mark has the same units, so those that were drawn for are those of the plan.
function freezeAll(
  deps: Deps,
  scope: AccountScope,
  { checkId, mark, unitIds }: OpeningOrder & Drawn,
): Promise<OpeningResult> {
  return inTransaction(scope, async (scope) => {
    const check = await holdDraft(scope, checkId)
    const prospect = check && (await prospectOf(deps, scope, check))
    const refusal = refusalNow(prospect, mark)
    if (check === undefined || prospect === undefined || refusal !== null)
      return { outcome: 'refused', reason: refusal ?? 'not-draft' }
    await freeze(deps, scope, { check, prospect, unitIds })
    const invitations = await invitationsOf(deps, { check, unitIds, ...prospect })
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

async function freeze(
  deps: Deps,
  scope: Scope,
  given: {
    readonly check: CheckRecord
    readonly prospect: Prospect
    readonly unitIds: ReadonlyMap<string, string>
  },
): Promise<void> {
  const { now } = deps
  const { check, prospect, unitIds } = given
  const units = prospect.plan.units.map((unit) => ({ ...unit, id: unitIds.get(unit.key) ?? '' }))
  const open = openUnitOf(deps, check)
  const directory = prospect.isSealed ? await publishKeys(deps, check, { units, open }) : null
  await freezeCheck(scope, check.id, { tree: prospect.plan.frozen, at: now(), directory })
  await addUnits(scope, check.id, [...units, ...(open === null ? [] : [open])])
}

/** The group of who comes by open link: nobody is invited into it. */
function openUnitOf({ random, translate }: Deps, check: CheckRecord): NewUnit | null {
  if (check.openLink === null) return null
  const { openLink: name } = groupNames(translate, check.languages[0] ?? 'en')
  return { id: random.uuid(), name, side: 'open', nodeIds: [], invited: 0 }
}

/** Others have their turn in between: the hashes of twenty thousand links take a second. */
async function invitationsOf(
  deps: Deps,
  given: Prospect & { readonly check: CheckRecord; readonly unitIds: ReadonlyMap<string, string> },
): Promise<readonly NewInvitation[]> {
  const { check, roster, plan, unitIds } = given
  const invitations: NewInvitation[] = []
  for (const person of roster.people) {
    const unitId = unitIds.get(plan.unitOf(person) ?? '')
    if (unitId === undefined) throw new Error('A person belongs to no unit.')
    invitations.push(newInvitation(deps, { check, person, unitId }))
    if (invitations.length % 500 === 0) await setImmediate()
  }
  return invitations
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
