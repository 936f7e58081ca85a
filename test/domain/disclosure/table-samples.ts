import type { Answer, OpenedResponse } from '../../../src/domain/disclosure/count-answers.ts'
import { countAnswers } from '../../../src/domain/disclosure/count-answers.ts'
import { formUnits, leadershipUnit, openLinkUnit } from '../../../src/domain/disclosure/form-units.ts'
import type { ReleaseSetUp } from '../../../src/domain/disclosure/release.ts'
import { releaseTable } from '../../../src/domain/disclosure/release.ts'
import type {
  DisclosureRule,
  ReleasedTable,
  TeamNode,
} from '../../../src/domain/disclosure/released-table.ts'
import { disclosureRules } from '../../../src/domain/disclosure/rules.ts'
import { names } from './tree-samples.ts'

export type Sample = {
  readonly root: TeamNode
  readonly leaders?: number
  readonly rule?: DisclosureRule
  readonly items?: ReleasedTable['items']
  readonly priorities?: ReleasedTable['priorities']
  readonly invited?: Readonly<Record<string, number>>
}

export const oneItem = [{ code: 'S1', reversed: false }] as const

/** A set-up whose units are those of a tree as invited. */
export function aSetUp({
  root,
  leaders = 0,
  rule = disclosureRules.standard,
  ...sample
}: Sample): ReleaseSetUp {
  const units = formUnits({ root, leaders }, rule.k, names)
  const staff = Object.fromEntries(units.staff.atoms.map((unit) => [unit.id, unit.size]))
  const invited = {
    ...staff,
    ...(units.hasLeadership ? { [leadershipUnit]: leaders } : {}),
    ...sample.invited,
  }
  const { items = oneItem, priorities = [] } = sample
  return { profile: 'standard', rule, items, priorities, units, invited, names }
}

/** So many people of a unit who all answer every item the same. */
export function people(
  count: number,
  unit: string,
  answer: Answer,
  more: Partial<OpenedResponse> = {},
): readonly OpenedResponse[] {
  const items = { S1: answer, S4: answer, O5: answer, X1: answer }
  return Array.from({ length: count }, () => ({ unit, items, ...more }))
}

export function release(setUp: ReleaseSetUp, responses: readonly OpenedResponse[]): ReleasedTable {
  const codes = setUp.items.map((item) => item.code)
  return releaseTable(setUp, countAnswers(responses, codes))
}

export { leadershipUnit, openLinkUnit }
