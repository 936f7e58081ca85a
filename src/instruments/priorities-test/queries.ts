import { findCoding } from '../../coding/queries.ts'
import type { Scope } from '../../database/scope.ts'
import { decisionKey } from './agenda.ts'
import type { AgreedPriority, NotNow, Workshop } from './agreed.ts'
import { codeTest } from './code-test.ts'
import type { PrioritiesResults } from './contribute.ts'
import { listSteps } from './workshop/queries.ts'

export type TestRecord = {
  readonly checkId: string
  readonly publicId: string
  readonly sealKey: string
  readonly state: 'open' | 'broken'
  readonly brokenAt: Date | null
  readonly brokenBy: string | null
  readonly reason: string | null
  readonly missing: readonly string[]
}

export type ExecutiveState = 'invited' | 'sealed' | 'opened' | 'unreadable' | 'removed'

/** Never what they wrote. */
export type ExecutiveRecord = {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly email: string | null
  readonly language: string
  readonly generation: number
  readonly state: ExecutiveState
  readonly reason: string | null
  readonly mayShowRole: boolean | null
  readonly mailState: 'none' | 'waiting' | 'held' | 'sent' | 'failed'
  readonly mailProblem: string | null
  readonly wasShown: boolean
}

export async function findTest({ db, workspaceId }: Scope, checkId: string): Promise<TestRecord | null> {
  const row = await db
    .selectFrom('priorities_tests')
    .select(['check_id as checkId', 'public_id as publicId', 'seal_key as sealKey', 'state', 'reason'])
    .select(['broken_at as brokenAt', 'broken_by as brokenBy', 'missing'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .executeTakeFirst()
  return row ?? null
}

/** By name, with those who were removed. */
export async function listExecutives(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<readonly ExecutiveRecord[]> {
  return db
    .selectFrom('executives')
    .select(['id', 'name', 'role', 'email', 'language', 'generation', 'state', 'reason'])
    .select(['may_show_role as mayShowRole', 'mail_state as mailState', 'mail_problem as mailProblem'])
    .select('was_shown as wasShown')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

export type StatementRecord = {
  readonly id: string
  readonly answer: string
  readonly executive: string
  readonly question: 'P1' | 'P2' | 'P3' | 'P4' | 'P5'
  readonly place: number
  readonly side: 'chosen' | 'over' | null
  readonly text: string
  readonly target: string | null
  readonly team: string | null
}

/** What was written, once the seal is broken. */
export async function listStatements(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<readonly StatementRecord[]> {
  return db
    .selectFrom('priority_statements')
    .select(['id', 'answer_id as answer', 'executive_id as executive', 'question', 'place', 'side'])
    .select(['text', 'target', 'team'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .orderBy('id')
    .execute()
}

export const codingSubject = 'priorities'

/** What the diagnosis and the report read; null for a check without a test. */
export async function loadPriorities(scope: Scope, checkId: string): Promise<PrioritiesResults | null> {
  const test = await findTest(scope, checkId)
  if (test === null) return null
  if (test.state === 'open') return { version: 1, test: null }
  const kept = await findCoding(scope, { checkId, subject: codingSubject })
  if (kept === null || !kept.coding.isFrozen) return { version: 1, test: null }
  const executives = await listExecutives(scope, checkId)
  const statements = await listStatements(scope, checkId)
  const workshop = await findWorkshop(scope, checkId)
  return { version: 1, test: codeTest({ executives, statements, kept }), workshop }
}

/** What was agreed and put off, and which decisions are taken; who has agreed has chosen, too. */
async function findWorkshop(scope: Scope, checkId: string): Promise<Workshop> {
  const agreed = await findAgreedPriorities(scope, checkId)
  const notNow = await listNotThisQuarter(scope, checkId)
  const steps = await listSteps(scope, checkId)
  const choice = decisionKey({ kind: 'choose', theme: null })
  const decided = [...steps].flatMap(([key, { content }]) =>
    content.outcome !== 'open' || (key === choice && content.picks.length > 0) ? key : [],
  )
  return { agreed, notNow, decided: agreed.length > 0 ? [...decided, choice] : decided }
}

/** At most three, by place; none before the workshop has agreed on any. The reference of survey, trace and OKR map. */
export async function findAgreedPriorities(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<readonly AgreedPriority[]> {
  return db
    .selectFrom('agreed_priorities')
    .select(['place', 'text', 'owner', 'measure'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .orderBy('place')
    .execute()
}

/** Trade-offs and stops, as the workshop put them. */
export async function listNotThisQuarter(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<readonly NotNow[]> {
  return db
    .selectFrom('not_this_quarter')
    .select(['place', 'text', 'statement_id as statement'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .orderBy('place')
    .execute()
}

/** What the leadership of an organisation agreed on in its latest check; a suggestion for the next one. */
export async function findLatestAgreed(
  { db, workspaceId }: Scope,
  organisationId: string,
): Promise<readonly string[]> {
  const latest = await db
    .selectFrom('checks')
    .select('checks.id')
    .where('checks.workspace_id', '=', workspaceId)
    .where('checks.organisation_id', '=', organisationId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('agreed_priorities')
          .select('agreed_priorities.place')
          .where('agreed_priorities.workspace_id', '=', workspaceId)
          .whereRef('agreed_priorities.check_id', '=', 'checks.id'),
      ),
    )
    .orderBy('checks.opens_on', 'desc')
    .orderBy('checks.created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (latest === undefined) return []
  return (await findAgreedPriorities({ db, workspaceId }, latest.id)).map(({ text }) => text)
}
