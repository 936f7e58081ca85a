import { sql } from 'kysely'
import { asJson, type Scope } from '../../database/scope.ts'

export type NewInvitation = {
  readonly id: string
  readonly personId: string
  readonly unitId: string
  readonly isLeader: boolean
  readonly language: string
  readonly way: 'mail' | 'card'
  readonly tokenHash: string
  readonly codeHash: string
}

// One parameter for many rows: a statement takes 65,535 of them at most.
const rowsAtOnce = 2_000

export async function addInvitations(
  scope: Scope,
  checkId: string,
  invitations: readonly NewInvitation[],
): Promise<void> {
  for (const rows of batchesOf(invitations)) {
    await sql`
      insert into invitations (workspace_id, check_id, id, person_id, unit_id, is_leader, language, way,
        generation, token_hash, code_hash)
      select ${scope.workspaceId}, ${checkId}, r.id, r."personId", r."unitId", r."isLeader", r.language, r.way,
        0, r."tokenHash", r."codeHash"
      from jsonb_to_recordset(${asJson(rows)}::jsonb) as r(id uuid, "personId" uuid, "unitId" uuid,
        "isLeader" boolean, language text, way text, "tokenHash" text, "codeHash" text)
    `.execute(scope.db)
  }
}

export type NewBatch = {
  readonly id: string
  readonly checkId: string
  readonly kind: 'opening' | 'reminder' | 'new-link' | 'joiner'
  readonly isHeld: boolean
  readonly at: Date
}

/** False when a reminder is still under way: there is one at a time. */
export async function addBatch({ db, workspaceId }: Scope, batch: NewBatch): Promise<boolean> {
  const result = await db
    .insertInto('message_batches')
    .values({
      workspace_id: workspaceId,
      check_id: batch.checkId,
      id: batch.id,
      kind: batch.kind,
      status: batch.isHeld ? 'held' : 'sending',
      created_at: batch.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** One message for each of these invitations. */
export async function addMessages(
  scope: Scope,
  batch: NewBatch,
  messages: readonly { readonly id: string; readonly invitationId: string }[],
): Promise<void> {
  for (const rows of batchesOf(messages)) {
    await sql`
      insert into messages (workspace_id, check_id, id, invitation_id, kind, batch_id, status, attempts, next_at)
      select ${scope.workspaceId}, ${batch.checkId}, r.id, r."invitationId",
        ${batch.kind === 'reminder' ? 'reminder' : 'invitation'}, ${batch.id},
        ${batch.isHeld ? 'held' : 'waiting'}, 0, ${batch.at}
      from jsonb_to_recordset(${asJson(rows)}::jsonb) as r(id uuid, "invitationId" uuid)
    `.execute(scope.db)
  }
}

/** Of those who can be reached by mail and have not answered; in the order of random ids. */
export async function listUnanswered(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('invitations')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('way', '=', 'mail')
    .where('has_ended', '=', false)
    .where('spent_by', 'is', null)
    .where('blinded_hash', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export type Leaver = {
  readonly personId: string
  /** null for who has no address: they cannot be known again. */
  readonly addressHash: string | null
}

/**
 * Lets these people in no more, whether they have answered or not; their places stay counted. Waits for submissions
 * under way: what came first is kept, and nothing comes after. Last in its transaction, because it holds up all others.
 */
export async function endInvitations(scope: Scope, leavers: readonly Leaver[]): Promise<void> {
  for (const some of batchesOf(leavers)) await setEnded(scope, some, true)
}

/** For somebody who is back before their check was closed: everything is as it was. */
export function resumeInvitations(scope: Scope, personId: string): Promise<void> {
  return setEnded(scope, [{ personId, addressHash: null }], false)
}

async function setEnded(
  { db, workspaceId }: Scope,
  people: readonly Leaver[],
  hasEnded: boolean,
): Promise<void> {
  const given = sql`jsonb_to_recordset(${asJson(people)}::jsonb) as given("personId" uuid, "addressHash" text)`
  // As an answer does, the check first: in another order the two would wait for each other.
  await sql`
    select from checks where workspace_id = ${workspaceId} and id in (
      select check_id from invitations join ${given} on person_id = given."personId"
      where workspace_id = ${workspaceId}
    ) order by id for no key update`.execute(db)
  await sql`
    update invitations set has_ended = ${hasEnded}, address_hash = given."addressHash" from ${given}
    where workspace_id = ${workspaceId} and person_id = given."personId"`.execute(db)
}

function* batchesOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) yield rows.slice(from, from + rowsAtOnce)
}
