import { type Kysely, sql } from 'kysely'

/** Goals that are followed from the top to the work, and what each interviewee made of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const rooms = 'alignment_rooms'
const collect = 'alignment_collect'
const ownTables = ['traced_goals', 'trace_interviews']

const own = `(select nullif(current_setting('app.workspace_id', true), '')::uuid)`
const named = `any ((select string_to_array(nullif(current_setting('app.workspace_id', true), ''), ',')::uuid[])::uuid[])`

const walls = ownTables.flatMap((table) => [
  `alter table ${table} enable row level security`,
  `create policy own_workspace on ${table} to ${rooms} using (workspace_id = ${own}) with check (workspace_id = ${own})`,
  // The role that stores anonymous answers has no right to these tables; the wall stands for it all the same.
  `create policy named_workspaces on ${table} to ${collect}
    using (workspace_id = ${named}) with check (workspace_id = ${named})`,
])

const statements = [
  `create table traced_goals (
    workspace_id uuid not null,
    check_id uuid not null,
    id uuid not null,
    name text not null,
    reference jsonb not null,
    horizon text not null check (horizon in ('quarter', 'direction')),
    stated_by text not null,
    created_at timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create index traced_goals_of_check on traced_goals (workspace_id, check_id)`,
  // Who interviews knows the name; nothing that is read of a trace elsewhere selects it.
  `create table trace_interviews (
    workspace_id uuid not null,
    check_id uuid not null,
    goal_id uuid not null,
    id uuid not null,
    parent_id uuid,
    position integer not null,
    role text not null,
    level text not null check (level in ('executive', 'head', 'manager', 'individual')),
    team text not null,
    name text not null,
    is_source boolean not null,
    said text not null,
    work text not null,
    language text not null,
    may_quote boolean not null,
    connection text check (connection in ('stated', 'none', 'other')),
    marks jsonb not null,
    suggested jsonb not null,
    state text not null check (state in ('open', 'sent')),
    version integer not null,
    marks_version integer not null,
    last_screen text,
    generation integer not null,
    token_hash text,
    code_hash text,
    consented_at timestamptz,
    primary key (workspace_id, id),
    foreign key (workspace_id, goal_id) references traced_goals (workspace_id, id) on delete cascade,
    foreign key (workspace_id, parent_id) references trace_interviews (workspace_id, id)
  )`,
  `create index trace_interviews_of_goal on trace_interviews (workspace_id, goal_id)`,
  `create unique index trace_interviews_token on trace_interviews (token_hash)`,
  `create unique index trace_interviews_code on trace_interviews (check_id, code_hash)`,
  `grant select, insert, update, delete on ${ownTables.join(', ')} to ${rooms}`,
  ...walls,
]
