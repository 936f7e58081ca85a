import { type Kysely, sql } from 'kysely'

/** Open links; checks that a restore has paused or that were discarded; what tells a restore. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const close = 'alignment_close'
const own = `(select nullif(current_setting('app.workspace_id', true), '')::uuid)`

// What turns raw answers into what is released: it reads no name, no address and no account.
const rightsAtClose: Readonly<Record<string, string>> = {
  checks: 'select, update',
  units: 'select',
  responses: 'select, delete',
  envelopes: 'select, delete',
  spent_marks: 'select, delete',
  invitations: 'select, delete',
  replaced_links: 'select, delete',
  participation: 'select, delete',
  released_tables: 'select, insert',
  released_collection: 'select, insert',
  open_texts: 'select, insert',
  audit_log: 'insert',
}

const closing = Object.entries(rightsAtClose).flatMap(([table, rights]) => [
  `grant ${rights} on ${table} to ${close}`,
  `create policy closing_workspace on ${table} to ${close}
    using (workspace_id = ${own}) with check (workspace_id = ${own})`,
])

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
  `grant usage on schema public to ${close}`,
  ...closing,
]
