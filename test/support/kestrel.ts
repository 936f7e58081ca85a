import type { AccountScope } from '../../src/access/require-account.ts'
import { asJson } from '../../src/database/scope.ts'
import type { ReleasedRecall } from '../../src/domain/disclosure/released-recall.ts'
import { aClosedCheck, agreed, type ClosedCheck, releasedTableOf, type Survey } from './released.ts'

const clear = {
  S1: 0.58,
  S2: 0.7,
  S3: 0.66,
  S4: 0.42,
  S5: 0.31,
  S6: 0.33,
  O1: 0.3,
  O2: 0.5,
  O3: 0.36,
  O4: 0.34,
}
const rest = {
  O5: 0.45,
  O7: 0.72,
  C1: 0.6,
  C2: 0.46,
  C3: 0.56,
  C4: 0.74,
  C5: 0.55,
  C6: 0.62,
  C7: 0.82,
  C8: 0.68,
}
const usual = { ...clear, ...rest }
const lost = { ...usual, S3: 0.2, S5: 0.16, S1: 0.44, S6: 0.22 }

/** An invented scale-up whose leaders are far more confident than staff, with one department that has no line of sight. */
export const kestrel: Survey = {
  departments: {
    Product: [
      { name: 'Discovery', invited: 12, answered: 11, share: usual },
      { name: 'Design', invited: 12, answered: 10, share: usual },
    ],
    Engineering: [
      { name: 'Platform', invited: 24, answered: 20, share: lost },
      { name: 'Payments', invited: 21, answered: 18, share: lost },
    ],
    Commercial: [
      { name: 'Sales', invited: 30, answered: 26, share: { ...usual, S1: 0.69, S3: 0.65 } },
      { name: 'Marketing and brand', invited: 13, answered: 11, share: usual },
      { name: 'Partnerships', invited: 4, answered: 3, share: usual },
    ],
    Customers: [
      { name: 'Customer success', invited: 20, answered: 19, share: { ...usual, S3: 0.84 } },
      { name: 'Operations, day and night', invited: 25, answered: 19, share: usual },
      { name: 'Finance, legal and people', invited: 14, answered: 11, share: { ...usual, S5: 0.1 } },
    ],
  },
  leaders: { invited: 7, answered: 7, share: 0.72 },
  estimate: 75,
  priorities: agreed,
}

export const kestrelRecall: ReleasedRecall = {
  version: 1,
  sides: {
    staff: { all: 31, two: 38, one: 41, none: 26, blank: 12, notCoded: 0 },
  },
}

/** The round before it: the goals still in view, fewer who could list the priorities. */
export const kestrelBefore: Survey = {
  ...kestrel,
  leaders: { ...kestrel.leaders, share: 0.6 },
  departments: Object.fromEntries(
    Object.entries(kestrel.departments).map(([name, teams]) => [
      name,
      teams.map((team) => ({ ...team, share: { ...usual, S1: 0.42, C7: 0.7, O4: 0.5 } })),
    ]),
  ),
}

/** The check with its texts assigned, and a round before it. */
export async function aRichCheck(scope: AccountScope): Promise<ClosedCheck> {
  const first = await aClosedCheck(scope, {
    name: 'Q2 2026',
    closedAt: '2026-06-15T21:59:00Z',
    table: releasedTableOf(kestrelBefore),
  })
  const check = await aClosedCheck(scope, {
    table: releasedTableOf(kestrel),
    organisationId: first.organisationId,
  })
  await scope.db
    .insertInto('released_recall')
    .values({ workspace_id: scope.workspaceId, check_id: check.checkId, content: asJson(kestrelRecall) })
    .execute()
  return check
}
