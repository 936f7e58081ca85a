import { sql } from 'kysely'
import type { Db } from '../../../database/open.ts'
import type { Scope } from '../../../database/scope.ts'
import type { ExecutiveState } from '../queries.ts'

export type AskedTest = {
  readonly workspaceId: string
  readonly checkId: string
  readonly checkName: string
  readonly publicId: string
  readonly sealKey: string
  readonly state: 'open' | 'broken'
  readonly organisation: string
  readonly runBy: string
  /** How many are asked, those who were removed left out. */
  readonly asked: number
}

/** The test of a public id, in any workspace. */
export async function findAskedTest(db: Db, publicId: string): Promise<AskedTest | undefined> {
  const { rows } = await sql<AskedTest>`
    select workspace_id as "workspaceId", check_id as "checkId", check_name as "checkName",
      public_id as "publicId", seal_key as "sealKey", state, organisation, run_by as "runBy", asked
    from asked_tests(${[publicId]}::text[])`.execute(db)
  return rows[0]
}

export type KnownExecutive = {
  readonly id: string
  readonly name: string
  readonly state: ExecutiveState
  readonly draft: string | null
  readonly draftRevision: number
  readonly wasShown: boolean
}

export type Knock = { readonly checkId: string; readonly by: 'token' | 'code'; readonly hash: string }

export async function findExecutive(
  { db, workspaceId }: Scope,
  { checkId, by, hash }: Knock,
): Promise<KnownExecutive | undefined> {
  return db
    .selectFrom('executives')
    .select(['id', 'name', 'state', 'draft', 'draft_revision as draftRevision', 'was_shown as wasShown'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where(by === 'token' ? 'token_hash' : 'code_hash', '=', hash)
    .executeTakeFirst()
}

export type NewDraft = {
  readonly checkId: string
  readonly id: string
  /** The one it goes on from. */
  readonly revision: number
  readonly draft: string
}

/** False when another tab or device has gone on, or there is nothing to draft any more. */
export async function saveDraft({ db, workspaceId }: Scope, draft: NewDraft): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('executives')
    .set({ draft: draft.draft, draft_revision: draft.revision + 1 })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', draft.checkId)
    .where('id', '=', draft.id)
    .where('state', '=', 'invited')
    .where('draft_revision', '=', draft.revision)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Once; false when this executive has sealed or was removed meanwhile. The draft ends with it. */
export async function keepSealed(
  { db, workspaceId }: Scope,
  given: { readonly checkId: string; readonly id: string; readonly sealed: Buffer },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('executives')
    .set({ state: 'sealed', sealed: given.sealed, draft: null })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', given.checkId)
    .where('id', '=', given.id)
    .where('state', '=', 'invited')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
