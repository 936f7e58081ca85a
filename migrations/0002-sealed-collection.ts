import { type Kysely, sql } from 'kysely'

/** Answers that cannot be linked: what a check publishes, what an invitation was used for, and sealed envelopes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `alter table checks
    add mode text not null default 'trial' check (mode in ('sealed', 'trial')),
    add key_directory text,
    add directory_words text,
    add check (mode = 'trial' or (key_directory is not null and directory_words is not null))`,
  // In place of spent_by, which belongs to trials: says that a signature was given, not what was signed.
  `alter table invitations add blinded_hash text`,
  // No time, no unit, no reference to an invitation. A mark is the hash of a random message.
  `create table spent_marks (
    workspace_id uuid not null,
    check_id uuid not null,
    mark bytea not null,
    tag bytea not null,
    is_withdrawn boolean not null,
    primary key (workspace_id, check_id, mark),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  `create table envelopes (
    workspace_id uuid not null,
    check_id uuid not null,
    mark bytea not null,
    veil bytea not null,
    envelope bytea not null,
    primary key (workspace_id, check_id, mark),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  // Sealed bytes cannot be made smaller, so nobody need try.
  `alter table envelopes alter column envelope set storage external`,
  // Beside the released table: how the collection went, for the whole organisation only.
  `create table released_collection (
    workspace_id uuid not null,
    check_id uuid not null,
    lost integer not null,
    unreadable integer not null,
    primary key (workspace_id, check_id),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
]
