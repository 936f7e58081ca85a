import { sql } from 'kysely'
import type { Scope } from '../../database/scope.ts'

export const messageStates = ['waiting', 'held', 'sent', 'failed', 'skipped'] as const
export type MessageState = (typeof messageStates)[number]
export type Counts = Readonly<Record<MessageState, number>>

export type BatchRecord = {
  readonly id: string
  readonly kind: 'opening' | 'reminder' | 'new-link' | 'joiner'
  readonly status: 'sending' | 'held' | 'done'
  readonly createdAt: Date
  readonly counts: Counts
}

/** Newest first, with their messages to people of the roster counted. The counts of a reminder tell how many have not answered: never show them. */
export async function listBatches(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<readonly BatchRecord[]> {
  const count = (status: MessageState) =>
    sql<number>`count(messages.id) filter (where messages.status = ${status} and not invitations.has_ended)::int`
  const rows = await db
    .selectFrom('message_batches as batch')
    .leftJoin('messages', (join) =>
      join
        .onRef('messages.workspace_id', '=', 'batch.workspace_id')
        .onRef('messages.check_id', '=', 'batch.check_id')
        .onRef('messages.batch_id', '=', 'batch.id'),
    )
    .leftJoin('invitations', (join) =>
      join
        .onRef('invitations.workspace_id', '=', 'messages.workspace_id')
        .onRef('invitations.check_id', '=', 'messages.check_id')
        .onRef('invitations.id', '=', 'messages.invitation_id'),
    )
    .select(['batch.id', 'batch.kind', 'batch.status', 'batch.created_at as createdAt'])
    .select(messageStates.map((status) => count(status).as(status)))
    .where('batch.workspace_id', '=', workspaceId)
    .where('batch.check_id', '=', checkId)
    .groupBy(['batch.id', 'batch.kind', 'batch.status', 'batch.created_at'])
    .orderBy('batch.created_at', 'desc')
    .execute()
  return rows.map(({ id, kind, status, createdAt, ...counts }) => ({ id, kind, status, createdAt, counts }))
}

export type SentMessage = {
  readonly id: string
  readonly invitationId: string
  readonly personName: string
  readonly address: string | null
  readonly status: MessageState
  readonly problem: string | null
}

export type MessageFilter = {
  readonly status: MessageState | null
  readonly from: number
  readonly most: number
}

/** Invitations by mail, by name of the person. Reminders are not among them: they would tell who has not answered. */
export async function listMessages(
  scope: Scope,
  checkId: string,
  filter: MessageFilter,
): Promise<readonly SentMessage[]> {
  const rows = selectMessages(scope, checkId)
  const chosen = filter.status === null ? rows : rows.where('messages.status', '=', filter.status)
  return chosen.orderBy('people.name').orderBy('messages.id').offset(filter.from).limit(filter.most).execute()
}

export type MessageToRead = SentMessage & { readonly generation: number; readonly language: string }

export async function findMessage(
  scope: Scope,
  checkId: string,
  messageId: string,
): Promise<MessageToRead | undefined> {
  return selectMessages(scope, checkId)
    .select(['invitations.generation', 'invitations.language'])
    .where('messages.id', '=', messageId)
    .executeTakeFirst()
}

function selectMessages({ db, workspaceId }: Scope, checkId: string) {
  return db
    .selectFrom('messages')
    .innerJoin('invitations', (join) =>
      join
        .onRef('invitations.workspace_id', '=', 'messages.workspace_id')
        .onRef('invitations.check_id', '=', 'messages.check_id')
        .onRef('invitations.id', '=', 'messages.invitation_id'),
    )
    .innerJoin('people', (join) =>
      join
        .onRef('people.workspace_id', '=', 'invitations.workspace_id')
        .onRef('people.id', '=', 'invitations.person_id'),
    )
    .select([
      'messages.id',
      'messages.invitation_id as invitationId',
      'people.name as personName',
      'people.email as address',
      'messages.status',
      'messages.problem',
    ])
    .where('messages.workspace_id', '=', workspaceId)
    .where('messages.check_id', '=', checkId)
    .where('messages.kind', '=', 'invitation')
}

/** Gives held messages of a check to the queue; the batches that have something to send now. */
export async function releaseHeld(scope: Scope, checkId: string, now: Date): Promise<readonly string[]> {
  return wake(scope, checkId, { from: 'held', now })
}

/** Tries failed invitations again; failed reminders stay, because a list of them would tell who has not answered. */
export async function retryFailed(scope: Scope, checkId: string, now: Date): Promise<readonly string[]> {
  return wake(scope, checkId, { from: 'failed', now })
}

async function wake(
  { db, workspaceId }: Scope,
  checkId: string,
  { from, now }: { readonly from: 'held' | 'failed'; readonly now: Date },
): Promise<readonly string[]> {
  const kinds = from === 'held' ? (['invitation', 'reminder'] as const) : (['invitation'] as const)
  await db
    .updateTable('messages')
    .set({ status: 'waiting', attempts: 0, problem: null, next_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('status', '=', from)
    .where('kind', 'in', kinds)
    .execute()
  const asleep = db
    .updateTable('message_batches')
    .set({ status: 'sending', finished_at: null })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
  const batches =
    from === 'held'
      ? asleep.where('status', '=', 'held')
      : asleep
          .where('status', '=', 'done')
          .where('id', 'in', (select) =>
            select
              .selectFrom('messages')
              .select('batch_id')
              .where('workspace_id', '=', workspaceId)
              .where('check_id', '=', checkId)
              .where('status', '=', 'waiting'),
          )
  const woken = await batches.returning('id').execute()
  return woken.map(({ id }) => id)
}

export type OutboxRow = {
  readonly checkId: string
  readonly checkName: string
  readonly organisationName: string
  readonly status: string
  readonly counts: Counts
}

/** Checks of the workspace that have invitations by mail, newest first, with these counted. */
export async function listOutbox({ db, workspaceId }: Scope): Promise<readonly OutboxRow[]> {
  const count = (status: MessageState) =>
    sql<number>`count(*) filter (where messages.status = ${status})::int`
  const rows = await db
    .selectFrom('messages')
    .innerJoin('invitations', (join) =>
      join
        .onRef('invitations.workspace_id', '=', 'messages.workspace_id')
        .onRef('invitations.check_id', '=', 'messages.check_id')
        .onRef('invitations.id', '=', 'messages.invitation_id'),
    )
    .innerJoin('checks', (join) =>
      join
        .onRef('checks.workspace_id', '=', 'messages.workspace_id')
        .onRef('checks.id', '=', 'messages.check_id'),
    )
    .innerJoin('organisations', (join) =>
      join
        .onRef('organisations.workspace_id', '=', 'checks.workspace_id')
        .onRef('organisations.id', '=', 'checks.organisation_id'),
    )
    .select(['checks.id as checkId', 'checks.name as checkName', 'checks.status'])
    .select('organisations.name as organisationName')
    .select(messageStates.map((status) => count(status).as(status)))
    .where('messages.workspace_id', '=', workspaceId)
    .where('messages.kind', '=', 'invitation')
    .where('invitations.has_ended', '=', false)
    .groupBy(['checks.id', 'checks.name', 'checks.status', 'checks.opened_at', 'organisations.name'])
    .orderBy('checks.opened_at', 'desc')
    .execute()
  return rows.map(({ checkId, checkName, organisationName, status, ...counts }) => ({
    ...{ checkId, checkName, organisationName, status },
    counts,
  }))
}
