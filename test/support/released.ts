import { randomUUID } from 'node:crypto'
import { asJson, type Scope } from '../../src/database/scope.ts'
import { countAnswers, type OpenedResponse } from '../../src/domain/disclosure/count-answers.ts'
import { formUnits, leadershipUnit, unitOfTeam } from '../../src/domain/disclosure/form-units.ts'
import { releaseTable } from '../../src/domain/disclosure/release.ts'
import type { ReleasedTable, TeamNode } from '../../src/domain/disclosure/released-table.ts'
import { disclosureRules } from '../../src/domain/disclosure/rules.ts'
import type { OwnItem } from '../../src/domain/own-item.ts'
import { coreItems } from '../../src/instruments/clarity-survey/items.ts'

export type Team = {
  readonly name: string
  readonly invited: number
  readonly answered: number
  /** Share of favourable answers, 0…1, for every item or by code. */
  readonly share: number | Readonly<Record<string, number>>
}

export type Survey = {
  readonly departments: Readonly<Record<string, readonly Team[]>>
  readonly leaders: { readonly invited: number; readonly answered: number; readonly share: number }
  readonly estimate?: number
  readonly priorities?: readonly { readonly id: string; readonly text: string }[]
  /** Statements that the organisation added; shares by their codes as of any other. */
  readonly own?: readonly OwnItem[]
}

export const agreed = [
  { id: 'p1', text: 'Keep the customers we have' },
  { id: 'p2', text: 'Open the second warehouse' },
  { id: 'p3', text: 'Halve the time to deliver' },
] as const

/** Two departments, one team too small to be shown, seven leaders who see more clarity than staff. */
export const aSurvey: Survey = {
  departments: {
    Sales: [
      { name: 'North', invited: 20, answered: 16, share: 0.5 },
      { name: 'South', invited: 12, answered: 9, share: 0.7 },
      { name: 'Key accounts', invited: 4, answered: 3, share: 0.4 },
    ],
    Technology: [
      { name: 'Core', invited: 45, answered: 38, share: 0.3 },
      { name: 'Data', invited: 10, answered: 8, share: 0.9 },
    ],
  },
  leaders: { invited: 7, answered: 7, share: 0.7 },
  estimate: 70,
  priorities: agreed,
}

const names = {
  joined: (parts: readonly string[]) => parts.join(' + '),
  direct: (team: string) => `${team} direct`,
  staff: 'All staff',
  leadership: 'Leadership',
  openLink: 'Open link',
}

/** What the close would have released of invented answers; the same survey gives the same table. */
export function releasedTableOf(survey: Survey, multiply = 1): ReleasedTable {
  const root: TeamNode = {
    id: 'company',
    name: 'Company',
    direct: 0,
    children: Object.entries(survey.departments).map(([name, teams]) => ({
      id: name,
      name,
      direct: 0,
      children: teams.map((team) => ({
        id: team.name,
        name: team.name,
        direct: team.invited * multiply,
        children: [],
      })),
    })),
  }
  const rule = disclosureRules.standard
  const units = formUnits({ root, leaders: survey.leaders.invited }, rule.k, names)
  const teams = Object.values(survey.departments).flat()
  const invited: Record<string, number> = { [leadershipUnit]: survey.leaders.invited }
  for (const team of teams) {
    const unit = unitOfTeam(units, team.name) ?? ''
    invited[unit] = (invited[unit] ?? 0) + team.invited * multiply
  }
  const priorities = survey.priorities ?? []
  const own = (survey.own ?? []).map(({ code, reversed, texts, pillar }) => ({
    ...{ code, reversed, own: { texts, pillar } },
  }))
  const items = [...coreItems.map(({ code, reversed }) => ({ code, reversed })), ...own]
  const staff = teams.flatMap((team) =>
    responsesOf(unitOfTeam(units, team.name) ?? '', team, { multiply, priorities, items }),
  )
  const leading = { name: '', ...survey.leaders }
  const leaders = responsesOf(leadershipUnit, leading, { multiply: 1, priorities, items })
  const estimates = { S1: survey.estimate ?? 70, S3: survey.estimate ?? 70, 'all-priorities': 60 }
  return releaseTable(
    { profile: 'standard', rule, items, priorities, units, invited, names },
    countAnswers(
      [...staff, ...leaders.map((leader) => ({ ...leader, estimates }))],
      items.map(({ code }) => code),
    ),
  )
}

type Asked = { readonly priorities: Survey['priorities']; readonly items: ReleasedTable['items'] }

function* spread(
  unit: string,
  team: Team,
  count: number,
  { priorities, items: asked }: Asked,
): Iterable<OpenedResponse> {
  const options = [...(priorities ?? []).map(({ id }) => id), 'none', 'cant-say']
  for (let person = 0; person < count; person++) {
    const at = (person + 0.5) / count
    const items = asked.map(({ code, reversed }) => {
      const share = typeof team.share === 'number' ? team.share : (team.share[code] ?? 0.5)
      const isFavourable = at < share
      return [
        code,
        isFavourable === reversed ? (person % 2 === 0 ? 2 : 1) : person % 3 === 0 ? 5 : 4,
      ] as const
    })
    const lineOfSight = (priorities ?? []).length === 0 ? null : (options[person % options.length] ?? null)
    yield { unit, items: Object.fromEntries(items), lineOfSight }
  }
}

function responsesOf(
  unit: string,
  team: Team,
  { multiply, ...asked }: Asked & { readonly multiply: number },
): readonly OpenedResponse[] {
  return [...spread(unit, team, team.answered * multiply, asked)]
}

export type ClosedCheck = {
  readonly checkId: string
  readonly organisationId: string
  readonly table: ReleasedTable | null
}

export type ClosedOptions = {
  readonly name?: string
  readonly organisationId?: string
  readonly closedAt?: string
  readonly status?: 'draft' | 'open' | 'closed'
  readonly table?: ReleasedTable | null
  /** Texts of single responses, as the close leaves them. */
  readonly named?: readonly { readonly side: 'staff' | 'leadership'; readonly texts: readonly string[] }[]
  /** What single people say is in the way. */
  readonly obstacles?: readonly { readonly side: 'staff' | 'leadership'; readonly text: string }[]
}

/** A check as it stands after its close, with what was released and the texts that people named. */
export async function aClosedCheck(scope: Scope, options: ClosedOptions = {}): Promise<ClosedCheck> {
  const { db, workspaceId } = scope
  const organisationId = options.organisationId ?? (await anOrganisation(scope))
  const status = options.status ?? 'closed'
  const table =
    options.table === undefined && status === 'closed' ? releasedTableOf(aSurvey) : (options.table ?? null)
  const checkId = randomUUID()
  const closedAt = new Date(options.closedAt ?? '2026-11-15T22:59:00Z')
  await db
    .insertInto('checks')
    .values({
      workspace_id: workspaceId,
      id: checkId,
      organisation_id: organisationId,
      public_id: randomUUID(),
      name: options.name ?? 'Q4 2026',
      status,
      profile: 'standard',
      languages: asJson(['en']),
      dropped_items: asJson([]),
      bank_items: asJson([]),
      priorities: asJson(table?.priorities ?? agreed),
      opens_on: '2026-11-01',
      closes_at: closedAt,
      results_on: null,
      results_to: 'everyone who was invited',
      run_by: 'Robin Example',
      opened_at: new Date('2026-11-01T08:00:00Z'),
      closed_at: status === 'closed' ? closedAt : null,
      frozen_tree: null,
      is_trial: true,
      close_progress: status === 'closed' ? 100 : 0,
      created_at: new Date('2026-10-20T08:00:00Z'),
    })
    .execute()
  const key = { workspace_id: workspaceId, check_id: checkId }
  if (table !== null)
    await db
      .insertInto('released_tables')
      .values({ ...key, content: asJson(table) })
      .execute()
  const written = [
    ...(options.named ?? []).map(({ side, texts }) => ({ question: 'q1' as const, side, texts })),
    ...(options.obstacles ?? []).map(({ side, text }) => ({ question: 'q2' as const, side, texts: [text] })),
  ]
  for (const { texts, ...where } of written) {
    await db
      .insertInto('open_texts')
      .values({ ...key, ...where, id: randomUUID(), language: 'en', texts: asJson(texts) })
      .execute()
  }
  return { checkId, organisationId, table }
}

async function anOrganisation({ db, workspaceId }: Scope): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('organisations')
    .values({
      workspace_id: workspaceId,
      id,
      name: 'Kestrel Payments',
      time_zone: 'Europe/Berlin',
      language: 'en',
      is_example: false,
      created_at: new Date('2026-10-01T08:00:00Z'),
    })
    .execute()
  return id
}
