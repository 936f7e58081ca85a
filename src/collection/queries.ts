import { sql } from 'kysely'
import type { Db } from '../database/open.ts'
import type { Knock } from './check-queries.ts'

// Raw answers are written and read here, and nowhere else.

/** `sheet` is the answer sheet as JSON, `mark` the hash of the submission, `id` random. */
export type NewResponse = Omit<Knock, 'by'> & {
  readonly isLeader: boolean
  readonly mark: string
  readonly id: string
  readonly sheet: string
}

/**
 * Spends invitations and stores their answers in one statement: both or neither, each invitation once, and only
 * while the check is open. The lock on the check lets submissions pass one another and makes a close wait.
 * Tells the places in `batch` that were stored.
 */
export async function storeResponses(
  db: Db,
  by: Knock['by'],
  batch: readonly NewResponse[],
  now: Date,
): Promise<ReadonlySet<number>> {
  const hash = sql.ref(by === 'token' ? 'invitations.token_hash' : 'invitations.code_hash')
  const { rows } = await sql<{ place: number }>`
    with given as materialized (
      select * from unnest(
        ${batch.map((_, place) => place)}::int[],
        ${batch.map((one) => one.workspaceId)}::uuid[],
        ${batch.map((one) => one.checkId)}::uuid[],
        ${batch.map((one) => one.hash)}::text[],
        ${batch.map((one) => one.isLeader)}::boolean[],
        ${batch.map((one) => one.mark)}::text[],
        ${batch.map((one) => one.id)}::uuid[],
        ${batch.map((one) => one.sheet)}::text[]
      ) as given (place, workspace_id, check_id, hash, is_leader, mark, id, sheet)
    ), held as materialized (
      select workspace_id, id from checks
      where (workspace_id, id) in (select workspace_id, check_id from given)
        and status = 'open' and closes_at > ${now}
      order by id
      for share
    ), spent as (
      update invitations set spent_by = given.mark
      from given join held on held.workspace_id = given.workspace_id and held.id = given.check_id
      where invitations.workspace_id = given.workspace_id and invitations.check_id = given.check_id
        and ${hash} = given.hash and invitations.is_leader = given.is_leader and invitations.spent_by is null
      returning given.place, given.id, given.sheet, invitations.workspace_id, invitations.check_id, invitations.unit_id
    ), stored as (
      insert into responses (workspace_id, check_id, id, unit_id, content)
      select workspace_id, check_id, id, unit_id, sheet::jsonb from spent order by id
    )
    select place from spent`.execute(db)
  return new Set(rows.map(({ place }) => place))
}
