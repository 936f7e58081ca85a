import { type Kysely, sql } from 'kysely'

/** workspace_id stands first in the key of every tenant table, so that the tables can later be sharded by it unchanged. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Who may enter
  `create table accounts (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text not null,
    created_at timestamptz not null
  )`,
  `create unique index accounts_email on accounts (lower(email))`,
  `create table workspaces (
    id uuid primary key,
    name text not null,
    created_at timestamptz not null
  )`,
  `create table memberships (
    workspace_id uuid not null references workspaces (id) on delete cascade,
    account_id uuid not null references accounts (id) on delete cascade,
    role text not null check (role in ('owner', 'consultant', 'interviewer', 'viewer')),
    primary key (workspace_id, account_id)
  )`,
  `create table sessions (
    id_hash text primary key,
    content jsonb not null,
    expires_at timestamptz not null
  )`,
  `create table setup_codes (code_hash text primary key, created_at timestamptz not null)`,
  `create unlogged table rate_counters (
    key_hash text not null,
    window_start timestamptz not null,
    hits integer not null,
    primary key (key_hash, window_start)
  )`,
  `create table audit_log (
    workspace_id uuid not null,
    id uuid not null,
    at timestamptz not null,
    account_id uuid,
    act text not null,
    subject_id uuid,
    details jsonb not null,
    primary key (workspace_id, id)
  )`,

  // The company that is examined
  `create table organisations (
    workspace_id uuid not null references workspaces (id) on delete cascade,
    id uuid not null,
    name text not null,
    time_zone text not null,
    language text not null,
    is_example boolean not null,
    created_at timestamptz not null,
    primary key (workspace_id, id)
  )`,
  `create table teams (
    workspace_id uuid not null,
    id uuid not null,
    organisation_id uuid not null,
    parent_id uuid,
    name text not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, organisation_id) references organisations (workspace_id, id) on delete cascade,
    foreign key (workspace_id, parent_id) references teams (workspace_id, id)
  )`,
  `create index teams_of_organisation on teams (workspace_id, organisation_id)`,
  `create table people (
    workspace_id uuid not null,
    id uuid not null,
    organisation_id uuid not null,
    team_id uuid,
    name text not null,
    email text,
    is_leader boolean not null,
    language text,
    primary key (workspace_id, id),
    foreign key (workspace_id, organisation_id) references organisations (workspace_id, id) on delete cascade,
    foreign key (workspace_id, team_id) references teams (workspace_id, id)
  )`,
  `create unique index people_email on people (workspace_id, organisation_id, lower(email))`,
  `create index people_of_team on people (workspace_id, organisation_id, team_id)`,
  `create table roster_imports (
    workspace_id uuid not null,
    id uuid not null,
    organisation_id uuid not null,
    file_name text not null,
    content bytea not null,
    mapping jsonb,
    status text not null check (status in ('uploaded', 'running', 'done', 'failed')),
    done_rows integer not null,
    total_rows integer not null,
    outcome jsonb,
    created_at timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, organisation_id) references organisations (workspace_id, id) on delete cascade
  )`,

  // A round
  `create table checks (
    workspace_id uuid not null,
    id uuid not null,
    organisation_id uuid not null,
    public_id text not null unique,
    name text not null,
    status text not null check (status in ('draft', 'open', 'closing', 'closed', 'reported')),
    profile text not null check (profile in ('standard', 'strict')),
    languages jsonb not null,
    dropped_items jsonb not null,
    bank_items jsonb not null,
    priorities jsonb not null,
    opens_on date not null,
    closes_at timestamptz not null,
    results_on date,
    results_to text not null,
    run_by text not null,
    opened_at timestamptz,
    closed_at timestamptz,
    frozen_tree jsonb,
    is_trial boolean not null,
    close_progress integer not null,
    created_at timestamptz not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, organisation_id) references organisations (workspace_id, id) on delete cascade
  )`,
  `create index checks_of_organisation on checks (workspace_id, organisation_id)`,
  `create table units (
    workspace_id uuid not null,
    check_id uuid not null,
    id uuid not null,
    name text not null,
    side text not null check (side in ('staff', 'leadership', 'open')),
    node_ids jsonb not null,
    invited integer not null,
    primary key (workspace_id, check_id, id),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  // No reference to people: an open round is frozen, so a link stays good when its person leaves the roster.
  `create table invitations (
    workspace_id uuid not null,
    check_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    unit_id uuid not null,
    is_leader boolean not null,
    language text not null,
    way text not null check (way in ('mail', 'card')),
    generation integer not null,
    token_hash text not null,
    code_hash text not null,
    spent_by text,
    primary key (workspace_id, check_id, id),
    foreign key (workspace_id, check_id, unit_id) references units (workspace_id, check_id, id) on delete cascade
  ) with (fillfactor = 80)`,
  `create unique index invitations_token on invitations (token_hash)`,
  `create unique index invitations_code on invitations (check_id, code_hash)`,
  // Not workspace and check first: without statistics (a fresh table, an embedded database) the planner takes an index
  // that begins like the primary key for as good as that key, and then reads the whole check for each row.
  `create unique index invitations_person on invitations (person_id, check_id, workspace_id)`,
  `create table replaced_links (
    workspace_id uuid not null,
    check_id uuid not null,
    token_hash text not null,
    primary key (workspace_id, check_id, token_hash),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create table message_batches (
    workspace_id uuid not null,
    check_id uuid not null,
    id uuid not null,
    kind text not null check (kind in ('opening', 'reminder', 'new-link', 'joiner')),
    status text not null check (status in ('sending', 'held', 'done')),
    created_at timestamptz not null,
    finished_at timestamptz,
    primary key (workspace_id, check_id, id),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create unique index message_batches_one_reminder on message_batches (workspace_id, check_id)
    where kind = 'reminder' and status <> 'done'`,
  `create table messages (
    workspace_id uuid not null,
    check_id uuid not null,
    id uuid not null,
    invitation_id uuid not null,
    kind text not null check (kind in ('invitation', 'reminder')),
    batch_id uuid not null,
    status text not null check (status in ('waiting', 'held', 'sent', 'failed', 'skipped')),
    attempts integer not null,
    next_at timestamptz not null,
    problem text,
    primary key (workspace_id, check_id, id),
    foreign key (workspace_id, check_id, batch_id) references message_batches (workspace_id, check_id, id) on delete cascade,
    foreign key (workspace_id, check_id, invitation_id) references invitations (workspace_id, check_id, id) on delete cascade
  )`,
  `create unique index messages_once on messages (batch_id, invitation_id, check_id, workspace_id)`,
  `create table participation (
    workspace_id uuid not null,
    check_id uuid not null,
    day date not null,
    unit_id uuid,
    band integer not null,
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create unique index participation_day on participation (workspace_id, check_id, day, unit_id) nulls not distinct`,

  // Raw answers while a check is open: no time, no reference to an invitation, a random id
  `create table responses (
    workspace_id uuid not null,
    check_id uuid not null,
    id uuid not null,
    unit_id uuid not null,
    content jsonb not null,
    primary key (workspace_id, check_id, id),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,

  // All that is left after the close
  `create table released_tables (
    workspace_id uuid not null,
    check_id uuid not null,
    content jsonb not null,
    primary key (workspace_id, check_id),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create table open_texts (
    workspace_id uuid not null,
    check_id uuid not null,
    id uuid not null,
    question text not null check (question in ('q1', 'q2')),
    language text not null,
    side text not null check (side in ('staff', 'leadership', 'open')),
    texts jsonb not null,
    primary key (workspace_id, check_id, id),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create table text_assignments (
    workspace_id uuid not null,
    check_id uuid not null,
    text_key text not null,
    priority_id text,
    primary key (workspace_id, check_id, text_key),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create table released_recall (
    workspace_id uuid not null,
    check_id uuid not null,
    content jsonb not null,
    primary key (workspace_id, check_id),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,

  // What the consultant makes of it
  `create table findings (
    workspace_id uuid not null,
    check_id uuid not null,
    target text not null,
    state text not null check (state in ('open', 'accepted', 'edited', 'dismissed')),
    verdict text not null,
    wording text,
    why_here text,
    remedy text,
    first_step text,
    owner text,
    due_on date,
    dismissal text,
    primary key (workspace_id, check_id, target),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create table report_drafts (
    workspace_id uuid not null,
    check_id uuid not null,
    headline text,
    sentences jsonb,
    primary key (workspace_id, check_id),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create table reports (
    workspace_id uuid not null,
    check_id uuid not null,
    version integer not null,
    model jsonb not null,
    hash text not null,
    issued_at timestamptz not null,
    issued_by uuid not null,
    primary key (workspace_id, check_id, version),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create table report_files (
    workspace_id uuid not null,
    check_id uuid not null,
    version integer not null,
    form text not null,
    content bytea not null,
    primary key (workspace_id, check_id, version, form),
    foreign key (workspace_id, check_id, version) references reports (workspace_id, check_id, version) on delete cascade
  )`,
]
