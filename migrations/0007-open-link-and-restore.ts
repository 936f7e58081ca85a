import { type Kysely, sql } from 'kysely'

/** Open links; checks that a restore has paused or that were discarded; what tells a restore. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // A name of its own, so that who holds a personal link does not hold this one.
  `alter table checks
    add open_link text unique,
    add open_link_ended boolean not null default false,
    drop constraint checks_status_check,
    add constraint checks_status_check
      check (status in ('draft', 'open', 'paused', 'closing', 'closed', 'reported', 'discarded'))`,
  // One row, drawn anew all the time beside its twin in the key folder: a backup holds an old one.
  `create table restore_mark (
    is_only boolean primary key default true check (is_only),
    mark text not null
  )`,
  // Answers to the open link of a trial are stored by the role that sees no invitation.
  `grant select (workspace_id, check_id, id), insert on responses to alignment_collect`,
]
