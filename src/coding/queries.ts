import { asJson, type Scope } from '../database/scope.ts'
import type { Message } from '../domain/message.ts'
import type { Random } from '../web/dependencies.ts'
import type { Coder, Coding, CodingEvent, CodingStart } from './coding.ts'
import { decideEvent, replay } from './replay.ts'
import { type Suggested, suggestFor } from './suggest.ts'

/** One coding of a check: `subject` as in subjects.ts. */
export type CodingPlace = { readonly checkId: string; readonly subject: string }

export type KeptEvent = CodingEvent & { readonly accountId: string | null }

/** `revision` counts the steps kept so far; `seed` orders the texts for the screen. */
export type KeptCoding = {
  readonly coding: Coding
  readonly start: CodingStart
  readonly events: readonly KeptEvent[]
  readonly seed: number
  readonly revision: number
}

export type NewCoding = CodingPlace &
  Suggested & { readonly now: Date; readonly random: Pick<Random, 'bytes'> }

/** Lays the texts out for the coders, with the machine's suggestions. Once: a second call changes nothing. */
export async function beginCoding(scope: Scope, coding: NewCoding): Promise<'begun' | 'was-begun'> {
  if (await hasBegun(scope, coding)) return 'was-begun'
  const { texts, themes, languages, names = [] } = coding
  const given = themes === undefined ? {} : { themes }
  const suggestions = await suggestFor({ texts, languages, names, ...given })
  const start: CodingStart = { texts, suggestions, ...given }
  const { numInsertedOrUpdatedRows } = await scope.db
    .insertInto('codings')
    .values({
      ...keyOf(scope, coding),
      start: asJson(start),
      seed: coding.random.bytes(4).readInt32BE(),
      created_at: coding.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n ? 'begun' : 'was-begun'
}

/** Null until it has begun. */
export async function findCoding(scope: Scope, place: CodingPlace): Promise<KeptCoding | null> {
  const row = await scope.db
    .selectFrom('codings')
    .select(['start', 'seed'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('check_id', '=', place.checkId)
    .where('subject', '=', place.subject)
    .executeTakeFirst()
  if (row === undefined) return null
  const start = row.start as CodingStart
  const events = await listEvents(scope, place)
  return { coding: replay(start, events), start, events, seed: row.seed, revision: events.length }
}

export type NewEvent = CodingPlace & {
  /** The revision that the coder saw. */
  readonly revision: number
  readonly event: CodingEvent
  readonly accountId: string | null
  readonly now: Date
}

export type Kept =
  | { readonly outcome: 'kept'; readonly revision: number; readonly coding: Coding }
  | { readonly outcome: 'refused'; readonly reason: Message }
  | { readonly outcome: 'stale' }

const attempts = 10

/**
 * Keeps a coder's step if it can be taken. Stale: the same coder has gone on elsewhere, in another tab or at another
 * desk, and has not seen what came of it. What the other coder did meanwhile does not matter, as long as the step fits.
 */
export async function keepEvent(scope: Scope, step: NewEvent): Promise<Kept> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const found = await findCoding(scope, step)
    if (found === null) throw new Error('Nothing can be kept of a coding that has not begun.')
    const { start, events } = found
    if (isBehind(events, step)) return { outcome: 'stale' }
    const decided = decideEvent(start, events, step.event)
    if (decided.outcome === 'refused') return decided
    if (await insertEvent(scope, step, events.length))
      return { outcome: 'kept', revision: events.length + 1, coding: decided.coding }
  }
  return { outcome: 'stale' }
}

function isBehind(events: readonly CodingEvent[], { revision, event }: NewEvent): boolean {
  return revision > events.length || events.slice(revision).some(({ coder }) => coder === event.coder)
}

async function insertEvent(scope: Scope, step: NewEvent, place: number): Promise<boolean> {
  const { coder, ...event } = step.event
  const { numInsertedOrUpdatedRows } = await scope.db
    .insertInto('coding_events')
    .values({
      ...keyOf(scope, step),
      place,
      coder,
      account_id: step.accountId,
      event: asJson(event),
      at: step.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

async function listEvents(
  { db, workspaceId }: Scope,
  { checkId, subject }: CodingPlace,
): Promise<readonly KeptEvent[]> {
  const rows = await db
    .selectFrom('coding_events')
    .select(['coder', 'account_id', 'event'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('subject', '=', subject)
    .orderBy('place')
    .execute()
  return rows.map(({ coder, account_id, event }) => eventOf(coder, account_id, event))
}

function eventOf(coder: Coder, accountId: string | null, event: object): KeptEvent {
  return { ...event, coder, accountId } as KeptEvent
}

/**
 * Deletes the texts of a coding and all that quotes them, where they are kept no longer; who coded what stays. Tells
 * whether there was anything to delete.
 */
export async function forgetTexts(scope: Scope, place: CodingPlace): Promise<boolean> {
  const found = await findCoding(scope, place)
  if (found === null || found.start.isForgotten === true) return false
  const { start } = found
  const forgotten: CodingStart = {
    ...start,
    texts: start.texts.map((text) => ({ ...text, text: '' })),
    suggestions: start.suggestions.map((suggestion) => ({ ...suggestion, words: [] })),
    isForgotten: true,
  }
  await scope.db
    .updateTable('codings')
    .set({ start: asJson(forgotten) })
    .where('workspace_id', '=', scope.workspaceId)
    .where('check_id', '=', place.checkId)
    .where('subject', '=', place.subject)
    .execute()
  return true
}

/** Whether there is anything to code, without reading it. */
export async function hasBegun(scope: Scope, place: CodingPlace): Promise<boolean> {
  const row = await scope.db
    .selectFrom('codings')
    .select('subject')
    .where('workspace_id', '=', scope.workspaceId)
    .where('check_id', '=', place.checkId)
    .where('subject', '=', place.subject)
    .executeTakeFirst()
  return row !== undefined
}

function keyOf({ workspaceId }: Scope, { checkId, subject }: CodingPlace) {
  return { workspace_id: workspaceId, check_id: checkId, subject }
}
