import { sql } from 'kysely'
import type { Scope } from '../../database/scope.ts'
import type { Subject } from './record-queries.ts'

/** Stands where a name stood that may not be empty. */
const erased = '—'

/** Their invitations stay counted until the close, but nothing leads from the person to them any more. */
export async function detachInvitations({ db, workspaceId }: Scope, { id }: Subject): Promise<void> {
  await sql`
    delete from messages using invitations
    where messages.workspace_id = ${workspaceId} and invitations.workspace_id = messages.workspace_id
      and invitations.check_id = messages.check_id and invitations.id = messages.invitation_id
      and invitations.person_id = ${id}`.execute(db)
  await sql`
    update invitations set person_id = gen_random_uuid()
    where workspace_id = ${workspaceId} and person_id = ${id}`.execute(db)
}

/**
 * Before the break an executive falls out of the test, and what was sealed is deleted unread; after it the sentences
 * stay, without name, address and role.
 */
export async function eraseExecutive(
  { db, workspaceId }: Scope,
  { checkId, id, reason }: { readonly checkId: string; readonly id: string; readonly reason: string },
): Promise<void> {
  // As every change of a test: nobody seals and no seal is broken meanwhile.
  await sql`
    select from priorities_tests where workspace_id = ${workspaceId} and check_id = ${checkId} for update`.execute(
    db,
  )
  await sql`
    update executives set name = ${erased}, role = '', email = null, sealed = null, draft = null,
      mail_state = 'none', mail_problem = null,
      state = case when state in ('invited', 'sealed') then 'removed' else state end,
      reason = case when state in ('invited', 'sealed', 'removed') then ${reason} else null end
    where workspace_id = ${workspaceId} and check_id = ${checkId} and id = ${id}`.execute(db)
}

/** The place in the chain stays, as of somebody who has not been interviewed yet. */
export async function eraseInterviews({ db, workspaceId }: Scope, ids: readonly string[]): Promise<void> {
  await sql`
    update trace_interviews set name = '', said = '', work = '', may_quote = false, connection = null,
      marks = '{}', suggested = '[]', state = 'open', version = version + 1, marks_version = marks_version + 1,
      last_screen = null, token_hash = null, code_hash = null, consented_at = null
    where workspace_id = ${workspaceId} and id = any (${[...ids]}::uuid[])`.execute(db)
}

/** Where the whole name stands as who has said or owns something. */
export async function eraseNamed(
  { db, workspaceId }: Scope,
  { organisationId, name }: Subject,
): Promise<void> {
  const theirs = (column: string) => sql`workspace_id = ${workspaceId}
    and check_id in (select id from checks where workspace_id = ${workspaceId} and organisation_id = ${organisationId})
    and lower(trim(${sql.raw(column)})) = lower(${name})`
  const noOwner = (column: string) => sql`${sql.raw(column)} = jsonb_set(${sql.raw(column)}, '{owner}', '""')`
  for (const change of [
    sql`update traced_goals set stated_by = '' where ${theirs('stated_by')}`,
    sql`update traced_goals set ${noOwner('reference')} where ${theirs("reference->>'owner'")}`,
    sql`update agreed_priorities set owner = '' where ${theirs('owner')}`,
    sql`update workshop_steps set ${noOwner('content')} where ${theirs("content->>'owner'")}`,
    sql`update findings set owner = null where ${theirs('owner')}`,
  ])
    await change.execute(db)
}

export async function deleteUploads({ db, workspaceId }: Scope, { organisationId }: Subject): Promise<void> {
  await db
    .deleteFrom('roster_imports')
    .where('workspace_id', '=', workspaceId)
    .where('organisation_id', '=', organisationId)
    .where('status', 'in', ['uploaded', 'failed'])
    .execute()
}
