import { type Kysely, sql } from 'kysely'

/** The sealed priorities test: who is asked, what is sealed, what was opened, and what the workshop agreed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const rooms = 'alignment_rooms'
const collect = 'alignment_collect'
const own = `(select nullif(current_setting('app.workspace_id', true), '')::uuid)`
const named = `any ((select string_to_array(nullif(current_setting('app.workspace_id', true), ''), ',')::uuid[])::uuid[])`

const tables = [
  'priorities_tests',
  'executives',
  'priority_statements',
  'workshop_steps',
  'agreed_priorities',
  'not_this_quarter',
]

const key = `workspace_id uuid not null,
    check_id uuid not null`
const ofCheck = `foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade`
const ofTest = `foreign key (workspace_id, check_id) references priorities_tests (workspace_id, check_id) on delete cascade`

const statements = [
  `create table priorities_tests (
    ${key},
    public_id text not null unique,
    seal_key text not null,
    state text not null check (state in ('open', 'broken')),
    created_at timestamptz not null,
    broken_at timestamptz,
    broken_by uuid,
    reason text,
    missing jsonb not null,
    primary key (workspace_id, check_id),
    ${ofCheck}
  )`,
  // No reference to people: names and roles stay as they were when the executive was asked.
  `create table executives (
    ${key},
    id uuid not null,
    name text not null,
    role text not null,
    email text,
    language text not null,
    generation integer not null,
    token_hash text not null,
    code_hash text not null,
    state text not null check (state in ('invited', 'sealed', 'opened', 'unreadable', 'removed')),
    reason text,
    draft text,
    draft_revision integer not null,
    sealed bytea,
    may_show_role boolean,
    mail_kind text not null check (mail_kind in ('invitation', 'reminder')),
    mail_state text not null check (mail_state in ('none', 'waiting', 'held', 'sent', 'failed')),
    mail_count integer not null,
    mail_problem text,
    was_shown boolean not null,
    primary key (workspace_id, check_id, id),
    ${ofTest}
  )`,
  `create unique index executives_token on executives (token_hash)`,
  `create unique index executives_code on executives (check_id, code_hash)`,
  `alter table executives alter column sealed set storage external`,
  // No time and no order of arrival: statements are written together, in random order, when the seal is broken.
  `create table priority_statements (
    ${key},
    id uuid not null,
    answer_id uuid not null,
    executive_id uuid not null,
    question text not null check (question in ('P1', 'P2', 'P3', 'P4', 'P5')),
    place integer not null,
    side text check (side in ('chosen', 'over')),
    text text not null,
    target text,
    team text,
    primary key (workspace_id, check_id, id),
    foreign key (workspace_id, check_id, executive_id)
      references executives (workspace_id, check_id, id) on delete cascade
  )`,
  // Two who write at once: whoever knows the newest revision writes, the other is shown both.
  `create table workshop_steps (
    ${key},
    step text not null,
    revision integer not null,
    content jsonb not null,
    changed_by uuid not null,
    changed_at timestamptz not null,
    primary key (workspace_id, check_id, step),
    ${ofTest}
  )`,
  `create table agreed_priorities (
    ${key},
    place integer not null check (place between 1 and 3),
    text text not null,
    owner text not null,
    measure text not null,
    primary key (workspace_id, check_id, place),
    ${ofCheck}
  )`,
  `create table not_this_quarter (
    ${key},
    place integer not null,
    text text not null,
    statement_id uuid,
    primary key (workspace_id, check_id, place),
    ${ofCheck}
  )`,
  `grant select, insert, update, delete on ${tables.join(', ')} to ${rooms}`,
  ...tables.flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy own_workspace on ${table} to ${rooms} using (workspace_id = ${own}) with check (workspace_id = ${own})`,
    `create policy named_workspaces on ${table} to ${collect}
      using (workspace_id = ${named}) with check (workspace_id = ${named})`,
  ]),
]
