import { type Kysely, sql } from 'kysely'

/** What coders did with open texts, step by step, and the themes counted from it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const rooms = 'alignment_rooms'
const collect = 'alignment_collect'

// As in 0003: row-level security stands behind every query.
const own = `(select nullif(current_setting('app.workspace_id', true), '')::uuid)`
const named = `any ((select string_to_array(nullif(current_setting('app.workspace_id', true), ''), ',')::uuid[])::uuid[])`
const tables = ['codings', 'coding_events', 'released_themes']

const statements = [
  // The start never changes: the machine's suggestions stay beside what people decide.
  `create table codings (
    workspace_id uuid not null,
    check_id uuid not null,
    subject text not null,
    start jsonb not null,
    seed integer not null,
    created_at timestamptz not null,
    primary key (workspace_id, check_id, subject),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  // Of two steps for one place the key takes one: nobody codes over what they have not seen.
  `create table coding_events (
    workspace_id uuid not null,
    check_id uuid not null,
    subject text not null,
    place integer not null,
    coder text not null check (coder in ('lead', 'second')),
    account_id uuid,
    event jsonb not null,
    at timestamptz not null,
    primary key (workspace_id, check_id, subject, place),
    foreign key (workspace_id, check_id, subject)
      references codings (workspace_id, check_id, subject) on delete cascade
  )`,
  // Written once, when the codebook is frozen
  `create table released_themes (
    workspace_id uuid not null,
    check_id uuid not null,
    subject text not null,
    content jsonb not null,
    primary key (workspace_id, check_id, subject),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,

  // Its place is taken: what people named is coded like everything else.
  `drop table text_assignments`,

  `grant select, insert, update, delete on ${tables.join(', ')} to ${rooms}`,
  ...tables.flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy own_workspace on ${table} to ${rooms} using (workspace_id = ${own}) with check (workspace_id = ${own})`,
    `create policy named_workspaces on ${table} to ${collect}
      using (workspace_id = ${named}) with check (workspace_id = ${named})`,
  ]),
]
