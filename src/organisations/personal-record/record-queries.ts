import { sql } from 'kysely'
import type { Scope } from '../../database/scope.ts'

/** Somebody on the roster, as they are looked for elsewhere. */
export type Subject = {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly email: string | null
}

export type InvitedTo = {
  readonly check: string
  readonly openedAt: Date | null
  readonly unit: string
  readonly way: 'mail' | 'card'
  readonly language: string
  readonly mails: readonly Date[]
}

/**
 * Invitations to checks that are not closed, with the days of their mails. Never whether one was used, and no reminders:
 * those go only to who has not answered.
 */
export async function listInvitations(
  { db, workspaceId }: Scope,
  { id }: Subject,
): Promise<readonly InvitedTo[]> {
  const { rows } = await sql<InvitedTo>`
    select checks.name as "check", checks.opened_at as "openedAt", units.name as unit, invitations.way,
      invitations.language, array(
        select batch.created_at from messages
        join message_batches as batch on batch.workspace_id = messages.workspace_id
          and batch.check_id = messages.check_id and batch.id = messages.batch_id
        where messages.workspace_id = invitations.workspace_id and messages.check_id = invitations.check_id
          and messages.invitation_id = invitations.id and messages.kind = 'invitation' and messages.status = 'sent'
        order by batch.created_at
      ) as mails
    from invitations
    join checks on checks.workspace_id = invitations.workspace_id and checks.id = invitations.check_id
    join units on units.workspace_id = invitations.workspace_id and units.check_id = invitations.check_id
      and units.id = invitations.unit_id
    where invitations.workspace_id = ${workspaceId} and invitations.person_id = ${id}
    order by checks.opened_at`.execute(db)
  return rows
}

/** The same address; where one of the two has none, the same name. */
const isThem = ({ name, email }: Subject) => sql`(
  lower(executives.email) = lower(${email}::text)
  or ((executives.email is null or ${email}::text is null) and lower(trim(executives.name)) = lower(${name}))
)`

export type AskedAsExecutive = {
  readonly id: string
  readonly checkId: string
  readonly check: string
  readonly role: string
  readonly email: string | null
  readonly language: string
  readonly state: 'invited' | 'sealed' | 'opened' | 'unreadable' | 'removed'
  readonly reason: string | null
  readonly mails: number
  /** What they wrote, once coders are done with it; null before: they may not know whose a sentence is (spec 03). */
  readonly statements: readonly { readonly question: string; readonly text: string }[] | null
}

export async function listAsExecutive({ db, workspaceId }: Scope, subject: Subject) {
  const { rows } = await sql<AskedAsExecutive>`
    select executives.id, executives.check_id as "checkId", checks.name as "check", executives.role,
      executives.email, executives.language, executives.state, executives.reason, executives.mail_count as mails,
      case when exists (
        select from coding_events as step
        where step.workspace_id = executives.workspace_id and step.check_id = executives.check_id
          and step.subject = 'priorities' and step.event->>'kind' = 'freeze'
      ) then coalesce((
        select jsonb_agg(jsonb_build_object('question', question, 'text', text) order by question, place)
        from priority_statements as statement
        where statement.workspace_id = executives.workspace_id and statement.check_id = executives.check_id
          and statement.executive_id = executives.id
      ), '[]') end as statements
    from executives
    join checks on checks.workspace_id = executives.workspace_id and checks.id = executives.check_id
    where executives.workspace_id = ${workspaceId} and checks.organisation_id = ${subject.organisationId}
      and ${isThem(subject)}
    order by checks.created_at, executives.id`.execute(db)
  return rows
}

export type InterviewedAs = {
  readonly id: string
  readonly check: string
  readonly goal: string
  readonly role: string
  readonly team: string
  readonly said: string
  readonly work: string
  readonly language: string
  readonly mayQuote: boolean
  readonly consentedAt: Date | null
}

/** Interviews hold a name and no address. */
export async function listInterviews({ db, workspaceId }: Scope, { organisationId, name }: Subject) {
  const { rows } = await sql<InterviewedAs>`
    select interview.id, checks.name as "check", goal.name as goal, interview.role, interview.team, interview.said,
      interview.work, interview.language, interview.may_quote as "mayQuote", interview.consented_at as "consentedAt"
    from trace_interviews as interview
    join traced_goals as goal on goal.workspace_id = interview.workspace_id and goal.id = interview.goal_id
    join checks on checks.workspace_id = interview.workspace_id and checks.id = interview.check_id
    where interview.workspace_id = ${workspaceId} and checks.organisation_id = ${organisationId}
      and lower(trim(interview.name)) = lower(${name})
    order by checks.created_at, interview.position, interview.id`.execute(db)
  return rows
}

export type NamedAs = 'stated-goal' | 'owns-goal' | 'owns-priority' | 'owns-decision' | 'owns-finding'

/** Where the whole name stands as who has said or owns something; never within a sentence. */
export async function listNamed(
  { db, workspaceId }: Scope,
  { organisationId, name }: Subject,
): Promise<readonly { readonly check: string; readonly as: NamedAs; readonly text: string }[]> {
  const is = (column: string) => sql`lower(trim(${sql.raw(column)})) = lower(${name})`
  const { rows } = await sql<{ check: string; as: NamedAs; text: string }>`
    select checks.name as "check", named."as", named.text from checks
    join lateral (
      select 'stated-goal' as "as", name as text from traced_goals as one
      where one.workspace_id = checks.workspace_id and one.check_id = checks.id and ${is('one.stated_by')}
      union all select 'owns-goal', name from traced_goals as one
      where one.workspace_id = checks.workspace_id and one.check_id = checks.id
        and ${is("one.reference->>'owner'")}
      union all select 'owns-priority', text from agreed_priorities as one
      where one.workspace_id = checks.workspace_id and one.check_id = checks.id and ${is('one.owner')}
      union all select 'owns-decision', content->>'text' from workshop_steps as one
      where one.workspace_id = checks.workspace_id and one.check_id = checks.id and ${is("one.content->>'owner'")}
      union all select 'owns-finding', coalesce(first_step, '') from findings as one
      where one.workspace_id = checks.workspace_id and one.check_id = checks.id and ${is('one.owner')}
    ) as named on true
    where checks.workspace_id = ${workspaceId} and checks.organisation_id = ${organisationId}
    order by checks.created_at, named."as", named.text`.execute(db)
  return rows
}

export type ActOn = { readonly id: string; readonly at: Date; readonly act: string }

/** What the audit log holds about these ids. */
export async function listActs({ db, workspaceId }: Scope, ids: readonly string[]) {
  const { rows } = await sql<ActOn>`
    select id, at, act from audit_log
    where workspace_id = ${workspaceId}
      and (subject_id::text = any (${[...ids]}::text[]) or details->>'executive' = any (${[...ids]}::text[]))
    order by at, id`.execute(db)
  return rows
}

/** Uploaded rosters that nobody has taken in: they name everybody who stands in the file. */
export async function countUploads({ db, workspaceId }: Scope, { organisationId }: Subject): Promise<number> {
  const row = await db
    .selectFrom('roster_imports')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('organisation_id', '=', organisationId)
    .where('status', 'in', ['uploaded', 'failed'])
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
