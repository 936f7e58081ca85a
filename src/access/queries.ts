import { sql } from 'kysely'
import type { Db } from '../database/open.ts'
import { asJson } from '../database/scope.ts'

export async function hasOwner(db: Db): Promise<boolean> {
  const row = await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

export async function addSetupCode(db: Db, codeHash: string, at: Date): Promise<void> {
  await db.insertInto('setup_codes').values({ code_hash: codeHash, created_at: at }).execute()
}

export type NewOwner = {
  readonly accountId: string
  readonly workspaceId: string
  readonly email: string
  readonly name: string
  readonly workspaceName: string
  readonly passwordHash: string
  readonly codeHash: string
  readonly at: Date
}

/** Creates the first account and its workspace, once: rivals wait for the lock on the codes, and then find none. */
export function createOwner(db: Db, owner: NewOwner): Promise<'created' | 'wrong-code'> {
  return db.transaction().execute(async (trx) => {
    await sql`lock table setup_codes in exclusive mode`.execute(trx)
    const code = await trx
      .selectFrom('setup_codes')
      .select('code_hash')
      .where('code_hash', '=', owner.codeHash)
      .executeTakeFirst()
    if (code === undefined) return 'wrong-code'
    await trx.deleteFrom('setup_codes').execute()
    const { accountId, workspaceId, at } = owner
    await trx
      .insertInto('accounts')
      .values({
        id: accountId,
        email: owner.email,
        name: owner.name,
        password_hash: owner.passwordHash,
        created_at: at,
      })
      .execute()
    await trx
      .insertInto('workspaces')
      .values({ id: workspaceId, name: owner.workspaceName, created_at: at })
      .execute()
    await trx
      .insertInto('memberships')
      .values({ workspace_id: workspaceId, account_id: accountId, role: 'owner' })
      .execute()
    return 'created'
  })
}

export async function findPasswordHash(db: Db, email: string) {
  return db
    .selectFrom('accounts')
    .select(['id', 'password_hash', 'password_changed_at as passwordSince'])
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst()
}

export async function findAccount(db: Db, accountId: string) {
  return db
    .selectFrom('accounts')
    .select(['email', 'name', 'password_hash as passwordHash'])
    .where('id', '=', accountId)
    .executeTakeFirst()
}

type NewPassword = { readonly from: string; readonly to: string; readonly at: Date }

/** Ends every session of the account; false when the password is no longer what it was. */
export function changePassword(db: Db, accountId: string, { from, to, at }: NewPassword): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('accounts')
      .set({ password_hash: to, password_changed_at: at })
      .where('id', '=', accountId)
      .where('password_hash', '=', from)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await sql`delete from sessions where content->>'accountId' = ${accountId}`.execute(trx)
    return true
  })
}

/** `passwordSince`: sessions of another password let nobody in. */
export async function findMembership(db: Db, accountId: string) {
  return db
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .innerJoin('accounts', 'accounts.id', 'memberships.account_id')
    .select(['workspaces.id as workspaceId', 'workspaces.name as workspaceName'])
    .select('accounts.password_changed_at as passwordSince')
    .where('memberships.account_id', '=', accountId)
    .executeTakeFirst()
}

export type AuditEntry = {
  readonly id: string
  readonly workspaceId: string
  readonly accountId: string | null
  readonly act: string
  readonly subjectId: string | null
  readonly details?: Readonly<Record<string, string | number | boolean>>
  readonly at: Date
}

/** Appends to the audit log; ids and counts only, never a name, an address or an answer. */
export async function recordAct(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({
      workspace_id: entry.workspaceId,
      id: entry.id,
      at: entry.at,
      account_id: entry.accountId,
      act: entry.act,
      subject_id: entry.subjectId,
      details: asJson(entry.details ?? {}),
    })
    .execute()
}

export async function countAttempt(db: Db, keyHash: string, windowStart: Date): Promise<number> {
  const row = await db
    .insertInto('rate_counters')
    .values({ key_hash: keyHash, window_start: windowStart, hits: 1 })
    .onConflict((conflict) =>
      conflict.columns(['key_hash', 'window_start']).doUpdateSet({ hits: sql`rate_counters.hits + 1` }),
    )
    .returning('hits')
    .executeTakeFirstOrThrow()
  return row.hits
}

export async function readAttempts(db: Db, keyHash: string, windowStart: Date): Promise<number> {
  const row = await db
    .selectFrom('rate_counters')
    .select('hits')
    .where('key_hash', '=', keyHash)
    .where('window_start', '=', windowStart)
    .executeTakeFirst()
  return row?.hits ?? 0
}

export async function forgetOldAttempts(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('rate_counters').where('window_start', '<', before).execute()
}

export async function saveSession(db: Db, idHash: string, content: object, expiresAt: Date): Promise<void> {
  const values = { content: asJson(content), expires_at: expiresAt }
  await db
    .insertInto('sessions')
    .values({ id_hash: idHash, ...values })
    .onConflict((conflict) => conflict.column('id_hash').doUpdateSet(values))
    .execute()
}

export async function findSession(db: Db, idHash: string, now: Date): Promise<object | null> {
  const row = await db
    .selectFrom('sessions')
    .select('content')
    .where('id_hash', '=', idHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.content ?? null
}

export async function deleteSession(db: Db, idHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute()
}

/** Who was removed waits in a session to be brought back; whoever is erased does not. */
export async function forgetRemoved(
  db: Db,
  { id, email }: { readonly id: string; readonly email: string | null },
): Promise<void> {
  await sql`
    update sessions set content = content - 'removedPerson'
    where content->'removedPerson'->>'id' = ${id}
      or lower(content->'removedPerson'->>'email') = lower(${email}::text)`.execute(db)
}

export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute()
}
