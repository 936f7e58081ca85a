import { sql } from 'kysely'
import { keepPlan } from '../database/keep-plans.ts'
import type { Db } from '../database/open.ts'
import type { Scope } from '../database/scope.ts'
import { type AnswerSheet, answerSheetSchema } from './answer-sheet.ts'
import type { Door, Knock } from './check-queries.ts'
import type { Counted } from './restore-queries.ts'

// Raw answers are written and read here, and nowhere else.

/** `sheet` is the answer sheet as JSON, `mark` the hash of the submission, `id` random. */
export type NewResponse = Pick<Knock, 'hash'> & {
  readonly isLeader: boolean
  readonly mark: string
  readonly id: string
  readonly sheet: string
}

/**
 * Spends invitations and stores their answers in one statement: both or neither, each invitation once, and only
 * while the check is open. The lock on the check lets submissions pass one another and makes a close wait.
 * Tells for each of the batch, in order, whether it was stored.
 */
export async function storeResponses(
  db: Db,
  { workspaceId, checkId, by }: Door,
  order: { readonly batch: readonly NewResponse[]; readonly now: Date; readonly counted: Counted },
): Promise<readonly boolean[]> {
  const { batch, now, counted } = order
  const column = (name: keyof NewResponse) => batch.map((one) => one[name])
  const given = (['hash', 'isLeader', 'mark', 'id', 'sheet'] as const).map(column)
  const { counter, known, seen } = counted
  const query = storing[by]([workspaceId, checkId, now, ...given, counter, known, seen])
  const { rows } = await db.executeQuery(query)
  const stored = new Set(rows.map(({ place }) => place))
  return batch.map((_, at) => stored.has(at + 1))
}

const storingBy = (by: Knock['by']) =>
  keepPlan<{ place: number }>(
    `select place from store_by_${by}($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  )
const storing = { token: storingBy('token'), code: storingBy('code') }

export type StoredResponse = { readonly id: string; readonly unitId: string; readonly sheet: AnswerSheet }

/** The next responses by random id, for counting at the close. `after` is the last id of the batch before. */
export async function readResponses(
  { db, workspaceId }: Scope,
  checkId: string,
  from: { readonly after: string | null; readonly most: number },
): Promise<readonly StoredResponse[]> {
  const { after, most } = from
  const rows = await db
    .selectFrom('responses')
    .select(['id', 'unit_id', 'content'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map((row) => ({ id: row.id, unitId: row.unit_id, sheet: answerSheetSchema.parse(row.content) }))
}

export async function countResponses({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  const { count } = await db
    .selectFrom('responses')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/**
 * Moves what people wrote to its own table, with language and side only. Each question in a random order of its own
 * and with new ids, so that neither row nor place leads from one to the other. Where fewer than `fewest` wrote in a
 * language and side nothing is moved. A response that named nothing is kept as empty: it counts as coded.
 */
export async function moveTexts({ db, workspaceId }: Scope, checkId: string, fewest: number): Promise<void> {
  const named = sql`responses.content->'named'`
  const obstacle = sql`responses.content->'obstacle'`
  const questions = [
    { question: 'q1', texts: named, isAsked: sql`true`, isWritten: sql`jsonb_array_length(${named}) > 0` },
    {
      question: 'q2',
      texts: sql`jsonb_build_array(${obstacle})`,
      isAsked: sql`jsonb_typeof(${obstacle}) = 'string'`,
      isWritten: sql`true`,
    },
  ]
  for (const { question, texts, isAsked, isWritten } of questions) {
    await sql`
      with asked as (
        select responses.content->>'language' as language, units.side, ${texts} as texts, ${isWritten} as is_written
        from responses join units on units.workspace_id = responses.workspace_id
          and units.check_id = responses.check_id and units.id = responses.unit_id
        where responses.workspace_id = ${workspaceId} and responses.check_id = ${checkId} and ${isAsked}
      ), enough as (
        select language, side from asked where is_written group by language, side having count(*) >= ${fewest}
      )
      insert into open_texts (workspace_id, check_id, id, question, language, side, texts)
      select ${workspaceId}::uuid, ${checkId}::uuid, gen_random_uuid(), ${question}, language, side, texts
      from asked join enough using (language, side)
      order by gen_random_uuid()`.execute(db)
  }
}

export async function deleteResponses({ db, workspaceId }: Scope, checkId: string): Promise<void> {
  await db
    .deleteFrom('responses')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .execute()
}

/** Frees the places where deleted answers stood, so that they are written over. Never in a transaction. */
export async function clearDeleted({ db }: Pick<Scope, 'db'>): Promise<void> {
  await sql`vacuum responses`.execute(db)
  await sql`vacuum invitations`.execute(db)
}
