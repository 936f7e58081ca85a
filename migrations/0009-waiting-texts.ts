import { type Kysely, sql } from 'kysely'

/** Where texts wait for the last step of a close, under a key that is nowhere but in the memory of who closes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const rooms = 'alignment_rooms'
const close = 'alignment_close'
const own = `(select nullif(current_setting('app.workspace_id', true), '')::uuid)`

const statements = [
  // One row a batch; `closing_id` tells two who close the same check at once from one another.
  `create table waiting_texts (
    workspace_id uuid not null,
    check_id uuid not null,
    closing_id uuid not null,
    id uuid not null,
    sealed bytea not null,
    primary key (workspace_id, check_id, closing_id, id),
    foreign key (workspace_id, check_id) references checks (workspace_id, id) on delete cascade
  )`,
  // Sealed bytes cannot be made smaller, so nobody need try.
  `alter table waiting_texts alter column sealed set storage external`,
  `alter table waiting_texts enable row level security`,
  `grant select, insert, delete on waiting_texts to ${close}`,
  `create policy closing_workspace on waiting_texts to ${close}
    using (workspace_id = ${own}) with check (workspace_id = ${own})`,
  // To discard a check: who does may not read them.
  `grant select (workspace_id, check_id), delete on waiting_texts to ${rooms}`,
  `create policy own_workspace on waiting_texts to ${rooms} using (workspace_id = ${own})`,
]
