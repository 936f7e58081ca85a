import { type Coders, codersOf } from '../../../coding/coders.ts'
import { findCoding } from '../../../coding/queries.ts'
import type { Scope } from '../../../database/scope.ts'
import type { ReleasedRecall } from '../../../domain/disclosure/released-recall.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import type { ReleasedThemes } from '../../../domain/disclosure/released-themes.ts'
import type { SurveyCoders, SurveyResults } from '../scoring.ts'
import { keepLoaded } from './keep.ts'

/** A check as its results need it; `table` is null until the close, `recall` and `obstacles` until their coding is frozen. */
export type SurveyCheck = {
  readonly id: string
  readonly name: string
  readonly status: 'draft' | 'open' | 'closing' | 'closed' | 'reported'
  readonly isTrial: boolean
  readonly closedAt: Date | null
  readonly organisationId: string
  readonly organisationName: string
  readonly timeZone: string
  readonly priorities: readonly { readonly id: string; readonly text: string }[]
  readonly table: ReleasedTable | null
  readonly languages: readonly string[]
  readonly recall: ReleasedRecall | null
  readonly obstacles: ReleasedThemes | null
}

/** One check with all that was released of it; null when this workspace has no such check. */
export async function findSurveyCheck(scope: Scope, checkId: string): Promise<SurveyCheck | null> {
  const row = await surveyChecks(scope).where('checks.id', '=', checkId).executeTakeFirst()
  return row === undefined ? null : withReleased(scope, row)
}

/** The check of the same organisation that closed last before this one; null for a first round. */
export async function findRoundBefore(scope: Scope, check: SurveyCheck): Promise<SurveyCheck | null> {
  if (check.closedAt === null) return null
  const row = await surveyChecks(scope)
    .where('checks.organisation_id', '=', check.organisationId)
    .where('checks.id', '!=', check.id)
    .where('checks.closed_at', '<', check.closedAt)
    .where('released_tables.check_id', 'is not', null)
    .orderBy('checks.closed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : withReleased(scope, row)
}

/** What the diagnosis reads of a closed check; null before its close. */
export async function loadSurvey(scope: Scope, checkId: string): Promise<SurveyResults | null> {
  const check = await findSurveyCheck(scope, checkId)
  if (check === null || check.table === null) return null
  const previous = await findRoundBefore(scope, check)
  const { table, recall, obstacles } = check
  return {
    ...{ table, recall, obstacles },
    coders: await findCoders(scope, check),
    previous: previous?.table ?? null,
  }
}

/** Who coded what is shown; null for what is not. */
export async function findCoders(
  scope: Scope,
  { id, recall, obstacles }: Pick<SurveyCheck, 'id' | 'recall' | 'obstacles'>,
): Promise<SurveyCoders> {
  const codersIn = async (subject: string): Promise<Coders | null> => {
    const found = await findCoding(scope, { checkId: id, subject })
    return found === null ? null : codersOf(found.start, found.events)
  }
  return {
    named: recall === null ? null : await codersIn('q1'),
    obstacles: obstacles === null ? null : await codersIn('q2'),
  }
}

function surveyChecks({ db, workspaceId }: Scope) {
  return db
    .selectFrom('checks')
    .innerJoin('organisations', (join) =>
      join
        .onRef('organisations.workspace_id', '=', 'checks.workspace_id')
        .onRef('organisations.id', '=', 'checks.organisation_id'),
    )
    .leftJoin('released_tables', (join) =>
      join
        .onRef('released_tables.workspace_id', '=', 'checks.workspace_id')
        .onRef('released_tables.check_id', '=', 'checks.id'),
    )
    .leftJoin('released_recall', (join) =>
      join
        .onRef('released_recall.workspace_id', '=', 'checks.workspace_id')
        .onRef('released_recall.check_id', '=', 'checks.id'),
    )
    .leftJoin('released_themes', (join) =>
      join
        .onRef('released_themes.workspace_id', '=', 'checks.workspace_id')
        .onRef('released_themes.check_id', '=', 'checks.id')
        .on('released_themes.subject', '=', 'q2'),
    )
    .select([
      'checks.id',
      'checks.languages',
      'checks.name',
      'checks.status',
      'checks.is_trial',
      'checks.closed_at',
      'checks.priorities',
      'organisations.id as organisation_id',
      'organisations.name as organisation_name',
      'organisations.time_zone',
      'released_tables.check_id as released_table',
      'released_recall.check_id as released_recall',
      'released_themes.content as obstacles',
    ])
    .where('checks.workspace_id', '=', workspaceId)
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof surveyChecks>['executeTakeFirst']>>>

async function withReleased(scope: Scope, row: Row): Promise<SurveyCheck> {
  const isClosed = row.status === 'closed' || row.status === 'reported'
  const has = {
    table: isClosed && row.released_table !== null,
    recall: isClosed && row.released_recall !== null,
  }
  const table = has.table ? await released<ReleasedTable>(scope, 'released_tables', row.id) : null
  const recall = has.recall ? await released<ReleasedRecall>(scope, 'released_recall', row.id) : null
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    isTrial: row.is_trial,
    closedAt: row.closed_at,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    timeZone: row.time_zone,
    languages: row.languages,
    priorities: row.priorities,
    table: table === null ? null : withAgreed(table, recall),
    recall,
    obstacles: isClosed ? (row.obstacles as ReleasedThemes | null) : null,
  }
}

// Agreed only after the check was opened, they were not asked about; what people named was held against them.
function withAgreed(table: ReleasedTable, recall: ReleasedRecall | null): ReleasedTable {
  return recall?.agreed === undefined ? table : { ...table, priorities: recall.agreed }
}

// Both are written once and never again, so what was read of a check of this workspace stays true.
function released<T>(
  { db, workspaceId }: Scope,
  from: 'released_tables' | 'released_recall',
  checkId: string,
): Promise<T> {
  return keepLoaded([from, workspaceId, checkId], async () => {
    const row = await db
      .selectFrom(from)
      .select('content')
      .where('workspace_id', '=', workspaceId)
      .where('check_id', '=', checkId)
      .executeTakeFirstOrThrow()
    return row.content as T
  })
}
