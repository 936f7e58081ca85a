import { sql } from 'kysely'
import { asJson, type Scope } from '../database/scope.ts'

export type SealedCounts = {
  readonly issued: number
  readonly spent: number
  readonly withdrawn: number
  readonly envelopes: number
}

export async function countSealed({ db, workspaceId }: Scope, checkId: string): Promise<SealedCounts> {
  const { rows } = await sql<SealedCounts>`
    select
      (select count(*)::int from invitations where workspace_id = ${workspaceId} and check_id = ${checkId}
        and blinded_hash is not null) as issued,
      (select count(*)::int from spent_marks where workspace_id = ${workspaceId} and check_id = ${checkId})
        as spent,
      (select count(*)::int from spent_marks where workspace_id = ${workspaceId} and check_id = ${checkId}
        and is_withdrawn) as withdrawn,
      (select count(*)::int from envelopes where workspace_id = ${workspaceId} and check_id = ${checkId})
        as envelopes`.execute(db)
  const [counts] = rows
  if (counts === undefined) throw new Error('A count gave no row.')
  return counts
}

/** One text as it will be kept: no unit, no time, no reference. */
export type UnsealedText = {
  readonly question: 'q1' | 'q2'
  readonly language: string
  readonly side: 'staff' | 'leadership' | 'open'
  readonly texts: readonly string[]
}

/** Where texts wait within the one transaction of a close: gone at its end, whichever it is. */
export async function openTextRoom({ db }: Scope): Promise<void> {
  await sql`create temporary table unsealed_texts (question text, language text, side text, texts jsonb)
    on commit drop`.execute(db)
}

export async function addTexts({ db }: Scope, texts: readonly UnsealedText[]): Promise<void> {
  await sql`insert into unsealed_texts
    select r.question, r.language, r.side, r.texts
    from jsonb_to_recordset(${asJson(texts)}::jsonb) as r(question text, language text, side text, texts jsonb)
  `.execute(db)
}

/** Each question in a random order of its own and with new ids; where fewer than `fewest` wrote, nothing is kept. */
export async function keepTexts({ db, workspaceId }: Scope, checkId: string, fewest: number): Promise<void> {
  for (const question of ['q1', 'q2'])
    await sql`
      with enough as (
        select language, side from unsealed_texts
        where question = ${question} and jsonb_array_length(texts) > 0
        group by language, side having count(*) >= ${fewest}
      )
      insert into open_texts (workspace_id, check_id, id, question, language, side, texts)
      select ${workspaceId}::uuid, ${checkId}::uuid, gen_random_uuid(), question, language, side, texts
      from unsealed_texts join enough using (language, side)
      where question = ${question}
      order by gen_random_uuid()`.execute(db)
}

export async function saveCollection(
  { db, workspaceId }: Scope,
  checkId: string,
  { lost, unreadable }: { readonly lost: number; readonly unreadable: number },
): Promise<void> {
  await db
    .insertInto('released_collection')
    .values({ workspace_id: workspaceId, check_id: checkId, lost, unreadable })
    .execute()
}

export async function deleteEnvelopes({ db, workspaceId }: Scope, checkId: string): Promise<void> {
  for (const table of ['envelopes', 'spent_marks'] as const)
    await db
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('check_id', '=', checkId)
      .execute()
}

/** Frees the places where they stood. Never in a transaction. */
export async function clearEnvelopes({ db }: Pick<Scope, 'db'>): Promise<void> {
  await sql`vacuum envelopes`.execute(db)
  await sql`vacuum spent_marks`.execute(db)
}
