import { sql } from 'kysely'
import type { Db } from '../../database/open.ts'
import type { Scope } from '../../database/scope.ts'

export type BatchRef = { readonly workspaceId: string; readonly checkId: string; readonly batchId: string }

export type ClaimedMessage = {
  readonly id: string
  readonly kind: 'invitation' | 'reminder'
  readonly attempts: number
  readonly invitationId: string
  readonly generation: number
  readonly language: string
  readonly isAnswered: boolean
  /** null: the person has left the roster since. */
  readonly personName: string | null
  readonly address: string | null
}

/**
 * Takes some messages that are due, for this process alone: their next attempt moves to `until`, so that they come up
 * again by themselves should the process die.
 */
export async function claimMessages(
  { db, workspaceId }: Scope,
  given: {
    readonly ref: BatchRef
    readonly now: Date
    readonly until: Date
    readonly most: number
  },
): Promise<readonly ClaimedMessage[]> {
  const { ref, now, until, most } = given
  // Materialised: inside "in (…)" a planner without statistics drew the list anew for every message and took all of them.
  const { rows } = await sql<{ id: string }>`
    with due as materialized (
      select id from messages
      where workspace_id = ${workspaceId} and check_id = ${ref.checkId} and batch_id = ${ref.batchId}
        and status = 'waiting' and next_at <= ${now}
      order by id limit ${most} for update skip locked
    )
    update messages set attempts = attempts + 1, next_at = ${until}
    where workspace_id = ${workspaceId} and check_id = ${ref.checkId} and id = any (array(select id from due))
    returning id`.execute(db)
  return rows.length === 0
    ? []
    : listClaimed(
        { db, workspaceId },
        ref.checkId,
        rows.map(({ id }) => id),
      )
}

async function listClaimed(
  { db, workspaceId }: Scope,
  checkId: string,
  ids: readonly string[],
): Promise<readonly ClaimedMessage[]> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('invitations', (join) =>
      join
        .onRef('invitations.workspace_id', '=', 'messages.workspace_id')
        .onRef('invitations.check_id', '=', 'messages.check_id')
        .onRef('invitations.id', '=', 'messages.invitation_id'),
    )
    .leftJoin('people', (join) =>
      join
        .onRef('people.workspace_id', '=', 'invitations.workspace_id')
        .onRef('people.id', '=', 'invitations.person_id'),
    )
    .select([
      'messages.id',
      'messages.kind',
      'messages.attempts',
      'invitations.id as invitationId',
      'invitations.generation',
      'invitations.language',
      'invitations.spent_by',
      'invitations.blinded_hash',
      'people.name as personName',
      'people.email as address',
    ])
    .where('messages.workspace_id', '=', workspaceId)
    .where('messages.check_id', '=', checkId)
    .where('messages.id', 'in', ids)
    .execute()
  return rows.map(({ spent_by, blinded_hash, ...row }) => ({
    ...row,
    isAnswered: spent_by !== null || blinded_hash !== null,
  }))
}

export type Ending = {
  readonly status: 'waiting' | 'sent' | 'failed' | 'skipped'
  readonly problem: string | null
  readonly nextAt: Date
}

export async function endAttempt(
  { db, workspaceId }: Scope,
  checkId: string,
  message: { readonly id: string } & Ending,
): Promise<void> {
  await db
    .updateTable('messages')
    .set({ status: message.status, problem: message.problem, next_at: message.nextAt })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('id', '=', message.id)
    .where('status', '=', 'waiting')
    .execute()
}

/** Says that a batch is done once none of its messages is waiting; true when it is. */
export async function finishBatch({ db, workspaceId }: Scope, ref: BatchRef, at: Date): Promise<boolean> {
  const result = await db
    .updateTable('message_batches')
    .set({ status: 'done', finished_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', ref.checkId)
    .where('id', '=', ref.batchId)
    .where('status', '=', 'sending')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.workspace_id', '=', 'message_batches.workspace_id')
            .whereRef('messages.check_id', '=', 'message_batches.check_id')
            .whereRef('messages.batch_id', '=', 'message_batches.id')
            .where('messages.status', '=', 'waiting'),
        ),
      ),
    )
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** What is not sent when its check is no longer open stays unsent. */
export async function skipWaiting({ db, workspaceId }: Scope, ref: BatchRef): Promise<void> {
  await db
    .updateTable('messages')
    .set({ status: 'skipped' })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', ref.checkId)
    .where('batch_id', '=', ref.batchId)
    .where('status', 'in', ['waiting', 'held'])
    .execute()
}

/** Batches of all workspaces that are under way and have something due: what a process that died has left, too. */
export async function listDueBatches(db: Db, now: Date): Promise<readonly BatchRef[]> {
  return db
    .selectFrom('message_batches as batch')
    .select(['batch.workspace_id as workspaceId', 'batch.check_id as checkId', 'batch.id as batchId'])
    .where('batch.status', '=', 'sending')
    .where(({ exists, not, or, selectFrom }) => {
      const waiting = selectFrom('messages')
        .select('messages.id')
        .whereRef('messages.workspace_id', '=', 'batch.workspace_id')
        .whereRef('messages.check_id', '=', 'batch.check_id')
        .whereRef('messages.batch_id', '=', 'batch.id')
        .where('messages.status', '=', 'waiting')
      return or([exists(waiting.where('messages.next_at', '<=', now)), not(exists(waiting))])
    })
    .execute()
}
