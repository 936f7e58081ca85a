import { type Kysely, sql } from 'kysely'

/** The promise as it was locked, and the second wall between workspaces. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const rooms = 'alignment_rooms'
const collect = 'alignment_collect'

// What a room of the application may do anything with, in its own workspace.
const ownTables = [
  ...[
    'organisations',
    'teams',
    'people',
    'roster_imports',
    'checks',
    'units',
    'invitations',
    'replaced_links',
  ],
  ...['message_batches', 'messages', 'participation', 'released_tables', 'released_collection', 'open_texts'],
  ...['text_assignments', 'released_recall', 'findings', 'report_drafts', 'reports', 'report_files'],
]
const rawTables = ['responses', 'spent_marks', 'envelopes']
const tenantTables = [...ownTables, ...rawTables, 'audit_log', 'memberships']

// The setting is empty, not absent, after a transaction that had it.
const own = `(select nullif(current_setting('app.workspace_id', true), '')::uuid)`
// Submissions of several workspaces are stored in one statement.
const named = `any ((select string_to_array(nullif(current_setting('app.workspace_id', true), ''), ',')::uuid[])::uuid[])`

const walls = tenantTables.flatMap((table) => [
  `alter table ${table} enable row level security`,
  `create policy own_workspace on ${table} to ${rooms} using (workspace_id = ${own}) with check (workspace_id = ${own})`,
  `create policy named_workspaces on ${table} to ${collect}
    using (workspace_id = ${named}) with check (workspace_id = ${named})`,
])

// The owner of the tables, who migrates and looks checks up by their public id, is not bound by the policies.
const statements = [
  // The profile at opening formed the units; a stricter one later joins them, and never forms them anew.
  `alter table checks
    add contract jsonb,
    add opening_profile text check (opening_profile in ('standard', 'strict'))`,

  `grant usage on schema public to ${rooms}, ${collect}`,
  `grant select, insert, update, delete on ${ownTables.join(', ')} to ${rooms}`,
  // Append only
  `grant select, insert on audit_log to ${rooms}`,
  `grant select on workspaces, memberships to ${rooms}`,
  `grant select (id, email, name) on accounts to ${rooms}`,
  // To hold an open check while an answer is stored takes the right to change something of it.
  `grant select (workspace_id, id, status, mode, closes_at), update (close_progress) on checks to ${collect}`,
  `grant select, insert, update, delete on spent_marks, envelopes to ${collect}`,

  ...walls,
  `alter table workspaces enable row level security`,
  `create policy own_workspace on workspaces to ${rooms} using (id = ${own})`,
  `alter table accounts enable row level security`,
  `create policy own_workspace on accounts to ${rooms}
    using (id in (select account_id from memberships where workspace_id = ${own}))`,
]
