import { createHash } from 'node:crypto'
import type { Scope } from '../../database/scope.ts'
import { disclosureRules } from '../../domain/disclosure/rules.ts'
import type { FoundName } from '../../domain/text/find-name.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { groupNames } from '../../web/group-names.ts'
import { type CheckRecord, type Roster, readRoster } from '../queries.ts'
import { findNamed } from '../set-up/known-names.ts'
import { type OpeningPlan, planOpening } from './plan-opening.ts'
import { countInvitedElsewhere } from './queries.ts'

export type OpeningRefusal = 'not-draft' | 'changed' | 'too-few' | 'deadline' | 'overlap' | 'names'

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

type Deps = Pick<Dependencies, 'now' | 'translate' | 'mailer'>

/** Why this cannot be opened as it was signed off; null when it can. */
export function refusalNow(prospect: Prospect | undefined, mark: string): OpeningRefusal | null {
  if (prospect === undefined) return 'not-draft'
  return prospect.refusal ?? (prospect.mark === mark ? null : 'changed')
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
