import { sql } from 'kysely'
import { forgetTexts } from '../coding/queries.ts'
import type { Db } from '../database/open.ts'
import { asJson, type Scope } from '../database/scope.ts'

/** What is deleted of a check once its figures are released; messages go with their invitations. */
const rawTables = [
  'responses',
  'envelopes',
  'spent_marks',
  'invitations',
  'replaced_links',
  'participation',
] as const

export type DueCheck = { readonly workspaceId: string; readonly checkId: string }
export type DueTexts = DueCheck & { readonly isAll: boolean }
export type DueImport = { readonly workspaceId: string; readonly importId: string }

/** Checks of all workspaces that are closed and still hold something of single people. */
export async function listLeftovers(db: Db): Promise<readonly DueCheck[]> {
  const held = rawTables.map(
    (table) => sql`select workspace_id, check_id from ${sql.table(table)} group by workspace_id, check_id`,
  )
  const { rows } = await sql<DueCheck>`
    select checks.workspace_id as "workspaceId", checks.id as "checkId" from checks
    where checks.status in ('closed', 'reported')
      and (checks.workspace_id, checks.id) in (${sql.join(held, sql` union `)})`.execute(db)
  return rows
}

/** How many rows were left of the check. */
export async function deleteLeftovers({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  let count = 0
  for (const table of rawTables) {
    const result = await sql`
      delete from ${sql.table(table)} where workspace_id = ${workspaceId} and check_id = ${checkId}`.execute(
      db,
    )
    count += Number(result.numAffectedRows ?? 0n)
  }
  return count
}

/**
 * Checks of all workspaces with words that people wrote whose time is over: all of them on the promised day, and what
 * they named as soon as it is assigned and locked. `usually`: days kept where a check has no promise of its own.
 */
export async function listTextsDue(
  db: Db,
  { now, usually }: { readonly now: Date; readonly usually: number },
): Promise<readonly DueTexts[]> {
  const { rows } = await sql<DueTexts>`
    select checks.workspace_id as "workspaceId", checks.id as "checkId", bool_or(due.is_over) as "isAll"
    from checks
    cross join lateral (
      select (checks.closed_at at time zone 'UTC')::date
        + coalesce((checks.contract->>'textsEndAfterDays')::int, ${usually}::int)
        <= (${now}::timestamptz at time zone 'UTC')::date as is_over
    ) as due
    where checks.closed_at is not null and exists (
      select from open_texts where open_texts.workspace_id = checks.workspace_id and open_texts.check_id = checks.id
        and (due.is_over or (open_texts.question = 'q1' and jsonb_array_length(open_texts.texts) > 0 and exists (
          select from released_recall
          where released_recall.workspace_id = checks.workspace_id and released_recall.check_id = checks.id
        )))
    )
    group by checks.workspace_id, checks.id`.execute(db)
  return rows
}

/** The coders' copies go with them. */
export async function deleteTexts(scope: Scope, { checkId, isAll }: DueTexts): Promise<number> {
  for (const subject of isAll ? ['q1', 'q2'] : ['q1']) await forgetTexts(scope, { checkId, subject })
  return isAll ? deleteAllTexts(scope, checkId) : emptyNamed(scope, checkId)
}

async function deleteAllTexts({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('open_texts')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

// As if they had named nothing: how many answered in a language is still needed when the other question is counted.
async function emptyNamed({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('open_texts')
    .set({ texts: asJson([]) })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('question', '=', 'q1')
    .where(sql<boolean>`jsonb_array_length(texts) > 0`)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Uploaded rosters of all workspaces that nobody took in, and the notes on those that were taken in. */
export async function listStaleImports(
  db: Db,
  before: { readonly unused: Date; readonly done: Date },
): Promise<readonly DueImport[]> {
  return db
    .selectFrom('roster_imports')
    .select(['workspace_id as workspaceId', 'id as importId'])
    .where(({ or, and, eb }) =>
      or([
        and([eb('status', 'in', ['uploaded', 'failed']), eb('created_at', '<', before.unused)]),
        and([eb('status', '=', 'done'), eb('created_at', '<', before.done)]),
      ]),
    )
    .execute()
}

export async function deleteImport({ db, workspaceId }: Scope, importId: string): Promise<number> {
  const result = await db
    .deleteFrom('roster_imports')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .where('status', '!=', 'running')
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
