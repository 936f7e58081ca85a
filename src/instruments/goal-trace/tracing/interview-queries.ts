import { asJson, type Scope } from '../../../database/scope.ts'
import type { Level } from '../chain.ts'
import type { MarkSheet } from '../marks.ts'
import type { Interview } from '../traced-goal.ts'

/** Whom one interview is with and where it stands in the chain. */
export type InterviewFields = {
  readonly role: string
  readonly team: string
  readonly level: Level
  readonly reportsTo: string | null
  readonly name: string
  readonly isSource: boolean
}

/** An interview as its interviewer sees it, with the name. */
export type InterviewRecord = Interview & {
  readonly goalId: string
  readonly position: number
  readonly name: string
  readonly language: string
  readonly state: 'open' | 'sent'
  readonly version: number
  readonly marksVersion: number
  readonly generation: number
  readonly tokenHash: string | null
  readonly codeHash: string | null
}

export async function listInterviews(scope: Scope, goalId: string): Promise<readonly InterviewRecord[]> {
  const rows = await selectInterviews(scope)
    .where('goal_id', '=', goalId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(asRecord)
}

export async function findInterview(
  scope: Scope,
  checkId: string,
  interviewId: string,
): Promise<InterviewRecord | undefined> {
  const row = await selectInterviews(scope)
    .where('check_id', '=', checkId)
    .where('id', '=', interviewId)
    .executeTakeFirst()
  return row === undefined ? undefined : asRecord(row)
}

/** Where the next one stands in the order in which they were added. */
export function nextPosition(interviews: readonly InterviewRecord[]): number {
  return Math.max(0, ...interviews.map(({ position }) => position + 1))
}

type NewInterview = InterviewFields & {
  readonly id: string
  readonly checkId: string
  readonly goalId: string
  readonly position: number
  readonly language: string
}

export async function addInterview({ db, workspaceId }: Scope, interview: NewInterview): Promise<void> {
  const { id, checkId, goalId, position, language, ...fields } = interview
  await db
    .insertInto('trace_interviews')
    .values({
      workspace_id: workspaceId,
      check_id: checkId,
      goal_id: goalId,
      id,
      position,
      language,
      ...columnsOf(fields),
      ...{ said: '', work: '', may_quote: false, connection: null, marks: asJson({}), suggested: asJson([]) },
      ...{ state: 'open', version: 0, marks_version: 0, generation: 0 },
    })
    .execute()
}

export async function changeInterview(
  { db, workspaceId }: Scope,
  interviewId: string,
  fields: InterviewFields,
): Promise<void> {
  await db
    .updateTable('trace_interviews')
    .set(columnsOf(fields))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', interviewId)
    .execute()
}

export async function removeInterview({ db, workspaceId }: Scope, interviewId: string): Promise<void> {
  await db
    .deleteFrom('trace_interviews')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', interviewId)
    .execute()
}

function columnsOf({ reportsTo, isSource, ...fields }: InterviewFields) {
  return { ...fields, parent_id: reportsTo, is_source: isSource }
}

function selectInterviews({ db, workspaceId }: Scope) {
  return db
    .selectFrom('trace_interviews')
    .select([
      'goal_id as goalId',
      'id',
      'position',
      'parent_id as reportsTo',
      'role',
      'level',
      'team',
      'name',
    ])
    .select(['is_source as isSource', 'said', 'work', 'language', 'may_quote as mayQuote', 'connection'])
    .select(['marks', 'state', 'version', 'marks_version as marksVersion'])
    .select(['generation', 'token_hash as tokenHash', 'code_hash as codeHash'])
    .where('workspace_id', '=', workspaceId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectInterviews>['executeTakeFirstOrThrow']>>

function asRecord({ marks, ...row }: Row): InterviewRecord {
  return { ...row, marks: marks as MarkSheet }
}
