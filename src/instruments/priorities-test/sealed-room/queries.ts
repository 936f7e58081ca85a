import { asJson, type Scope } from '../../../database/scope.ts'

/** Who leads by the roster: whom the test asks unless somebody says otherwise. */
export async function listLeaders({ db, workspaceId }: Scope, organisationId: string) {
  return db
    .selectFrom('people')
    .select(['name', 'email', 'language'])
    .where('workspace_id', '=', workspaceId)
    .where('organisation_id', '=', organisationId)
    .where('is_leader', '=', true)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Names of teams and the organisation tell nothing of a theme. */
export async function listTeamNames(
  { db, workspaceId }: Scope,
  organisationId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('teams')
    .select('name')
    .where('workspace_id', '=', workspaceId)
    .where('organisation_id', '=', organisationId)
    .execute()
  return rows.map(({ name }) => name)
}

export type NewTest = {
  readonly checkId: string
  readonly publicId: string
  readonly sealKey: string
  readonly at: Date
}

/** False where there is one already. */
export async function addTest({ db, workspaceId }: Scope, test: NewTest): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('priorities_tests')
    .values({
      workspace_id: workspaceId,
      check_id: test.checkId,
      public_id: test.publicId,
      seal_key: test.sealKey,
      state: 'open',
      created_at: test.at,
      missing: asJson([]),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Inside a transaction: nobody seals, is added or removed, and no seal is broken, until it ends. */
export async function lockTest({ db, workspaceId }: Scope, checkId: string) {
  return db
    .selectFrom('priorities_tests')
    .select(['state', 'public_id as publicId', 'seal_key as sealKey'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .forUpdate()
    .executeTakeFirst()
}

export type NewExecutive = {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly email: string | null
  readonly language: string
  readonly tokenHash: string
  readonly codeHash: string
  readonly reason: string | null
}

export async function addExecutives(
  { db, workspaceId }: Scope,
  checkId: string,
  executives: readonly NewExecutive[],
): Promise<void> {
  if (executives.length === 0) return
  await db
    .insertInto('executives')
    .values(
      executives.map(({ tokenHash, codeHash, ...executive }) => ({
        ...executive,
        workspace_id: workspaceId,
        check_id: checkId,
        generation: 1,
        token_hash: tokenHash,
        code_hash: codeHash,
        state: 'invited' as const,
        draft: null,
        draft_revision: 0,
        sealed: null,
        may_show_role: null,
        mail_kind: 'invitation' as const,
        mail_state: 'none' as const,
        mail_count: 0,
        mail_problem: null,
        was_shown: false,
      })),
    )
    .execute()
}

export type ExecutivePlace = { readonly checkId: string; readonly id: string }

export function executiveAt({ db, workspaceId }: Scope, { checkId, id }: ExecutivePlace) {
  return db
    .updateTable('executives')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('id', '=', id)
}

export async function setRole(scope: Scope, { role, ...place }: ExecutivePlace & { readonly role: string }) {
  await executiveAt(scope, place).set({ role }).where('state', '!=', 'removed').execute()
}

/** What they had sealed or begun goes with them. */
export async function setRemoved(
  scope: Scope,
  { reason, ...place }: ExecutivePlace & { readonly reason: string | null },
): Promise<void> {
  await executiveAt(scope, place).set({ state: 'removed', reason, sealed: null, draft: null }).execute()
}

export type NewLink = ExecutivePlace & {
  readonly generation: number
  readonly tokenHash: string
  readonly codeHash: string
}

/** The old link ends, and with it the draft that only it could open. */
export async function replaceLink(scope: Scope, link: NewLink): Promise<void> {
  const { generation, tokenHash, codeHash, ...place } = link
  await executiveAt(scope, place)
    .set({
      ...{ generation, token_hash: tokenHash, code_hash: codeHash, draft: null, draft_revision: 0 },
      // Nobody has been shown the new one.
      was_shown: false,
      ...{ mail_state: 'none', mail_kind: 'invitation', mail_problem: null },
    })
    .execute()
}

export async function noteShown(scope: Scope, place: ExecutivePlace): Promise<void> {
  await executiveAt(scope, place).set({ was_shown: true }).execute()
}

/** For a test whose keys are lost: a new key, and everybody starts again. */
export async function startAnew({ db, workspaceId }: Scope, checkId: string, sealKey: string): Promise<void> {
  await db
    .updateTable('priorities_tests')
    .set({ seal_key: sealKey })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .execute()
  await db
    .updateTable('executives')
    .set({ state: 'invited', sealed: null })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('state', '=', 'sealed')
    .execute()
}

export async function findAccountName({ db }: Scope, accountId: string): Promise<string | null> {
  const row = await db.selectFrom('accounts').select('name').where('id', '=', accountId).executeTakeFirst()
  return row?.name ?? null
}
