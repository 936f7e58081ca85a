import { sql } from 'kysely'
import type { Db } from '../../database/open.ts'
import { asJson, type Scope } from '../../database/scope.ts'

/** An opening that was asked for: who signed off what, and how far it is. */
export type Opening = {
  readonly accountId: string
  /** Of what was signed off; it tells one opening of a draft from another. */
  readonly mark: string
  /** How many keys are drawn for it; none for a trial. */
  readonly keys: number
  readonly drawn: number
  /** How it came to nothing; null while it is under way. */
  readonly end: OpeningEnd | null
}
export type OpeningEnd = 'refused' | 'failed'
export type CheckRef = { readonly workspaceId: string; readonly checkId: string }

/** The opening of a draft that was asked for last; null where there is none, as in a check that is open. */
export async function findOpening({ db, workspaceId }: Scope, checkId: string): Promise<Opening | null> {
  const row = await db
    .selectFrom('checks')
    .select('opening')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .executeTakeFirst()
  return (row?.opening ?? null) as Opening | null
}

export type OpeningState = OpeningEnd | 'opened' | 'under-way' | 'gone'

/** What has become of the opening that was asked for last; `gone` where there is none. */
export async function stateOfOpening({ db, workspaceId }: Scope, checkId: string): Promise<OpeningState> {
  const row = await db
    .selectFrom('checks')
    .select(['status', 'opening'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .executeTakeFirst()
  if (row !== undefined && row.status !== 'draft') return 'opened'
  const opening = (row?.opening ?? null) as Opening | null
  return opening === null ? 'gone' : (opening.end ?? 'under-way')
}

const isUnderWay = sql<boolean>`opening is not null and opening ->> 'end' is null`

/** Notes an opening unless one is under way already. */
export async function askForOpening(
  { db, workspaceId }: Scope,
  checkId: string,
  asked: Pick<Opening, 'accountId' | 'mark' | 'keys'>,
): Promise<void> {
  const opening: Opening = { ...asked, drawn: 0, end: null }
  await db
    .updateTable('checks')
    .set({ opening: asJson(opening) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', '=', 'draft')
    .where(sql<boolean>`not (${isUnderWay})`)
    .execute()
}

/** Begins it, or begins it anew where a process died; null when it is not wanted any more. */
export async function beginOpening(scope: Scope, checkId: string): Promise<Opening | null> {
  const { db, workspaceId } = scope
  const row = await db
    .updateTable('checks')
    .set({ opening: sql`jsonb_set(opening, '{drawn}', '0')` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', '=', 'draft')
    .where(isUnderWay)
    .returning('opening')
    .executeTakeFirst()
  return (row?.opening ?? null) as Opening | null
}

/** One key more; false when nobody wants this opening any more. */
export function noteDrawn(scope: Scope, checkId: string, mark: string): Promise<boolean> {
  return change(
    scope,
    { checkId, mark },
    sql`jsonb_set(opening, '{drawn}', to_jsonb((opening ->> 'drawn')::int + 1))`,
  )
}

/** It came to nothing; false when it is over anyway. */
export function endOpening(
  scope: Scope,
  given: { readonly checkId: string; readonly mark: string; readonly end: OpeningEnd },
): Promise<boolean> {
  return change(scope, given, sql`jsonb_set(opening, '{end}', to_jsonb(${given.end}::text))`)
}

async function change(
  { db, workspaceId }: Scope,
  { checkId, mark }: { readonly checkId: string; readonly mark: string },
  opening: ReturnType<typeof sql<string>>,
): Promise<boolean> {
  const result = await db
    .updateTable('checks')
    .set({ opening })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', '=', 'draft')
    .where(isUnderWay)
    .where(sql<boolean>`opening ->> 'mark' = ${mark}`)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Openings of all workspaces that are under way: also those whose job was lost. */
export async function listOpenings(db: Db): Promise<readonly CheckRef[]> {
  return db
    .selectFrom('checks')
    .select(['workspace_id as workspaceId', 'id as checkId'])
    .where('status', '=', 'draft')
    .where(isUnderWay)
    .execute()
}
