import type { Scope } from '../../../database/scope.ts'
import type { Tables } from '../../../database/tables.ts'
import type { ReleasedRecall } from '../../../domain/disclosure/released-recall.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import type { SurveyResults } from '../scoring.ts'
import { keepLoaded } from './keep.ts'

/** A check as its results need it; `table` is null until the close, `recall` until the assignment is locked. */
export type SurveyCheck = {
  readonly id: string
  readonly name: string
  readonly status: Tables['checks']['status']
  readonly isTrial: boolean
  readonly closedAt: Date | null
  readonly organisationId: string
  readonly organisationName: string
  readonly timeZone: string
  readonly priorities: readonly { readonly id: string; readonly text: string }[]
  readonly table: ReleasedTable | null
  readonly recall: ReleasedRecall | null
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
  return { table: check.table, recall: check.recall, previous: previous?.table ?? null }
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
    .select([
      'checks.id',
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
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    isTrial: row.is_trial,
    closedAt: row.closed_at,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    timeZone: row.time_zone,
    priorities: row.priorities,
    table: has.table ? await released<ReleasedTable>(scope, 'released_tables', row.id) : null,
    recall: has.recall ? await released<ReleasedRecall>(scope, 'released_recall', row.id) : null,
  }
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
