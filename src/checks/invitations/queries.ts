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
    .where('spent_by', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export type InvitationRecord = {
  readonly id: string
  readonly personId: string
  readonly generation: number
  readonly tokenHash: string
  readonly codeHash: string
  /** Whether the person has an address in the roster now. */
  readonly hasAddress: boolean
}

export async function findInvitation(
  { db, workspaceId }: Scope,
  checkId: string,
  invitationId: string,
): Promise<InvitationRecord | undefined> {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('people', (join) =>
      join
        .onRef('people.workspace_id', '=', 'invitations.workspace_id')
        .onRef('people.id', '=', 'invitations.person_id'),
    )
    .select([
      'invitations.id',
      'invitations.person_id as personId',
      'invitations.generation',
      'invitations.token_hash as tokenHash',
      'invitations.code_hash as codeHash',
      'people.email',
    ])
    .where('invitations.workspace_id', '=', workspaceId)
    .where('invitations.check_id', '=', checkId)
    .where('invitations.id', '=', invitationId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { email, ...invitation } = row
  return { ...invitation, hasAddress: email !== null }
}

export type RenewedLink = {
  readonly generation: number
  readonly tokenHash: string
  readonly codeHash: string
  readonly way: 'mail' | 'card'
}

/** The old link and code are kept as replaced, so that whoever uses them is told so; unsent mails with them are dropped. */
export async function replaceLink(
  { db, workspaceId }: Scope,
  given: { readonly checkId: string; readonly old: InvitationRecord; readonly renewed: RenewedLink },
): Promise<void> {
  const { checkId, old, renewed } = given
  const hashes = [old.tokenHash, old.codeHash]
  await db
    .insertInto('replaced_links')
    .values(hashes.map((hash) => ({ workspace_id: workspaceId, check_id: checkId, token_hash: hash })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .updateTable('invitations')
    .set({
      generation: renewed.generation,
      token_hash: renewed.tokenHash,
      code_hash: renewed.codeHash,
      way: renewed.way,
    })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('id', '=', old.id)
    .execute()
  await db
    .updateTable('messages')
    .set({ status: 'skipped' })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('invitation_id', '=', old.id)
    .where('status', 'in', ['waiting', 'held', 'failed'])
    .execute()
}

export async function listInvitedPeople(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('invitations')
    .select('person_id')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .execute()
  return new Set(rows.map(({ person_id }) => person_id))
}

export async function isInvitedElsewhere(
  { db, workspaceId }: Scope,
  given: { readonly checkId: string; readonly personId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('checks', (join) =>
      join
        .onRef('checks.workspace_id', '=', 'invitations.workspace_id')
        .onRef('checks.id', '=', 'invitations.check_id'),
    )
    .select('invitations.id')
    .where('invitations.workspace_id', '=', workspaceId)
    .where('invitations.person_id', '=', given.personId)
    .where('checks.id', '!=', given.checkId)
    .where('checks.status', 'in', ['open', 'closing'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function countIntoUnit(
  { db, workspaceId }: Scope,
  checkId: string,
  unitId: string,
): Promise<void> {
  await db
    .updateTable('units')
    .set({ invited: sql`invited + 1` })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('id', '=', unitId)
    .execute()
}

export type Card = {
  readonly invitationId: string
  readonly generation: number
  readonly personName: string
  readonly teamName: string | null
}

/** People to be reached by a printed card, by team and name, whether they have answered or not. */
export async function listCards({ db, workspaceId }: Scope, checkId: string): Promise<readonly Card[]> {
  return db
    .selectFrom('invitations')
    .innerJoin('people', (join) =>
      join
        .onRef('people.workspace_id', '=', 'invitations.workspace_id')
        .onRef('people.id', '=', 'invitations.person_id'),
    )
    .leftJoin('teams', (join) =>
      join.onRef('teams.workspace_id', '=', 'people.workspace_id').onRef('teams.id', '=', 'people.team_id'),
    )
    .select([
      'invitations.id as invitationId',
      'invitations.generation',
      'people.name as personName',
      'teams.name as teamName',
    ])
    .where('invitations.workspace_id', '=', workspaceId)
    .where('invitations.check_id', '=', checkId)
    .where('invitations.way', '=', 'card')
    .orderBy('teams.name')
    .orderBy('people.name')
    .orderBy('invitations.id')
    .execute()
}

export async function countCards({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  const row = await db
    .selectFrom('invitations')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('way', '=', 'card')
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** How often the codes were shown for printing. */
export async function countExports({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  const row = await db
    .selectFrom('audit_log')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('subject_id', '=', checkId)
    .where('act', '=', 'cards-exported')
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

function* batchesOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) yield rows.slice(from, from + rowsAtOnce)
}
