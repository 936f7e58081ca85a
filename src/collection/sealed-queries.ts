import { keepPlan } from '../database/keep-plans.ts'
import type { Db } from '../database/open.ts'
import type { Scope } from '../database/scope.ts'
import type { CheckStatus, Knock } from './check-queries.ts'
import type { Spent } from './receipt.ts'
import type { Counted } from './restore-queries.ts'

// Sealed answers are written and read here, and nowhere else.

/** An invitation that asks for one signature; `blinded` is the hash of what is to be signed. */
export type Issue = Omit<Knock, 'by'> & { readonly blinded: string }

/** When, and how far the way in has counted. */
type Moment = { readonly now: Date; readonly counted: Counted }

/**
 * Uses invitations for one blinded message each, only while their check is open. Tells the unit for each place in
 * `batch` whose invitation was unused until now.
 */
export async function spendInvitations(
  db: Db,
  by: Knock['by'],
  batch: readonly Issue[],
  { now, counted }: Moment,
): Promise<ReadonlyMap<number, string>> {
  const given = (['workspaceId', 'checkId', 'hash', 'blinded'] as const).map((name) =>
    batch.map((one) => one[name]),
  )
  const { counter, known, seen } = counted
  const { rows } = await db.executeQuery(spending[by]([...given, now, counter, known, seen]))
  return new Map(rows.map(({ place, unitId }) => [place - 1, unitId]))
}

const spendingBy = (by: Knock['by']) =>
  keepPlan<{ place: number; unitId: string }>(
    `select place, unit_id as "unitId" from spend_by_${by}($1, $2, $3, $4, $5, $6, $7, $8)`,
  )
const spending = { token: spendingBy('token'), code: spendingBy('code') }

type Place = { readonly workspaceId: string; readonly checkId: string; readonly mark: Buffer }
export type NewEnvelope = Place & { readonly tag: Buffer; readonly veil: Buffer; readonly envelope: Buffer }

/**
 * Marks messages as spent and stores their envelopes in one statement: both or neither, each message once, and only
 * while the check is open. Tells the places in `batch` that were stored.
 */
export async function storeEnvelopes(
  db: Db,
  batch: readonly NewEnvelope[],
  { now, counted }: Moment,
): Promise<ReadonlySet<number>> {
  const places = (['workspaceId', 'checkId'] as const).map((name) => batch.map((one) => one[name]))
  const hashes = (['mark', 'tag', 'veil'] as const).map((name) =>
    batch.map((one) => one[name].toString('hex')),
  )
  const envelopes = batch.map((one) => one.envelope.toString('base64'))
  const { counter, known, seen } = counted
  const { rows } = await db.executeQuery(
    storing([...places, ...hashes, envelopes, now, counter, known, seen]),
  )
  return new Set(rows.map(({ place }) => place - 1))
}

const storing = keepPlan<{ place: number }>(
  'select place from store_envelopes($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
)

export async function findSpent(db: Db, place: Place): Promise<Spent | null> {
  const row = await spentAt(db, place).executeTakeFirst()
  return row === undefined ? null : { tag: Buffer.from(row.tag), isWithdrawn: row.is_withdrawn }
}

/** The check as it is by now. */
export async function findState(
  db: Db,
  { workspaceId, checkId }: Omit<Place, 'mark'>,
): Promise<{ readonly status: CheckStatus; readonly closesAt: Date }> {
  return db
    .selectFrom('checks')
    .select(['status', 'closes_at as closesAt'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .executeTakeFirstOrThrow()
}

/** Inside a transaction: the check is open and stays so, and the mark is held; null where it was never used. */
export async function holdSpent(
  db: Db,
  place: Place,
  now: Date,
): Promise<{ readonly isOpen: boolean; readonly spent: Spent | null }> {
  const open = await db
    .selectFrom('checks')
    .select('id')
    .where('workspace_id', '=', place.workspaceId)
    .where('id', '=', place.checkId)
    .where('status', '=', 'open')
    .where('closes_at', '>', now)
    .forShare()
    .executeTakeFirst()
  const row = await spentAt(db, place).forUpdate().executeTakeFirst()
  const spent = row === undefined ? null : { tag: Buffer.from(row.tag), isWithdrawn: row.is_withdrawn }
  return { isOpen: open !== undefined, spent }
}

export async function replaceEnvelope(
  db: Db,
  place: Place,
  { tag, envelope }: { readonly tag: Buffer; readonly envelope: Buffer },
): Promise<void> {
  const { workspaceId, checkId, mark } = place
  await db
    .updateTable('spent_marks')
    .set({ tag })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('mark', '=', mark)
    .execute()
  await db
    .updateTable('envelopes')
    .set({ envelope })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('mark', '=', mark)
    .execute()
}

/** The envelope goes; its mark stays spent. */
export async function withdrawEnvelope(db: Db, { workspaceId, checkId, mark }: Place): Promise<void> {
  await db
    .updateTable('spent_marks')
    .set({ is_withdrawn: true })
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('mark', '=', mark)
    .execute()
  await db
    .deleteFrom('envelopes')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('mark', '=', mark)
    .execute()
}

export type StoredEnvelope = { readonly mark: Buffer; readonly veil: Buffer; readonly envelope: Buffer }

/** The next envelopes by mark, which is random. `after` is the last mark of the batch before. */
export async function readEnvelopes(
  { db, workspaceId }: Scope,
  checkId: string,
  { after, most }: { readonly after: Buffer | null; readonly most: number },
): Promise<readonly StoredEnvelope[]> {
  const rows = await db
    .selectFrom('envelopes')
    .select(['mark', 'veil', 'envelope'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .$if(after !== null, (query) => query.where('mark', '>', after))
    .orderBy('mark')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    mark: Buffer.from(row.mark),
    veil: Buffer.from(row.veil),
    envelope: Buffer.from(row.envelope),
  }))
}

function spentAt(db: Db, { workspaceId, checkId, mark }: Place) {
  return db
    .selectFrom('spent_marks')
    .select(['tag', 'is_withdrawn'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('mark', '=', mark)
}
