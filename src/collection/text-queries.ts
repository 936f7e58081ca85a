import { sql } from 'kysely'
import { asJson, type Scope } from '../database/scope.ts'

/** One text as it will be kept: no unit, no time, no reference. */
export type UnsealedText = {
  readonly question: 'q1' | 'q2'
  readonly language: string
  readonly side: 'staff' | 'leadership' | 'open'
  readonly texts: readonly string[]
}

type Closing = { readonly checkId: string; readonly closingId: string }

export async function addWaiting(
  { db, workspaceId }: Scope,
  { checkId, closingId }: Closing,
  { id, sealed }: { readonly id: string; readonly sealed: Buffer },
): Promise<void> {
  await db
    .insertInto('waiting_texts')
    .values({ workspace_id: workspaceId, check_id: checkId, closing_id: closingId, id, sealed })
    .execute()
}

export async function readWaiting(
  { db, workspaceId }: Scope,
  { checkId, closingId }: Closing,
  id: string,
): Promise<Buffer> {
  const { sealed } = await db
    .selectFrom('waiting_texts')
    .select('sealed')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('closing_id', '=', closingId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return Buffer.from(sealed)
}

/** Also what somebody else left who closed this check. */
export async function deleteWaiting({ db, workspaceId }: Scope, checkId: string): Promise<void> {
  await db
    .deleteFrom('waiting_texts')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .execute()
}

/** Where texts are put in order within the one transaction of a close: gone at its end, whichever it is. */
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
