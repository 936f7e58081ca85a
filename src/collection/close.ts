import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { recordAct } from '../access/queries.ts'
import { closingOf, closingOfAll, inTransaction, type Scope } from '../database/scope.ts'
import { type CountedAnswers, countAnswers } from '../domain/disclosure/count-answers.ts'
import { formUnits, leadershipUnit, openLinkUnit, type Units } from '../domain/disclosure/form-units.ts'
import { releaseTable } from '../domain/disclosure/release.ts'
import type { ReleasedTable } from '../domain/disclosure/released-table.ts'
import { disclosureRules } from '../domain/disclosure/rules.ts'
import type { ItemChoice } from '../domain/item-choice.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { groupNames } from '../web/group-names.ts'
import type { AnswerSheet } from './answer-sheet.ts'
import {
  deleteInvitations,
  findFrozenCheck,
  finishClosing,
  holdClosing,
  listClosed,
  listDueChecks,
  listUnits,
  noteProgress,
  saveReleasedTable,
  startClosing,
} from './close-queries.ts'
import type { ClosingAnswers, UnitAnswers } from './closing-answers.ts'
import { noteChange } from './count-takings.ts'
import { haveKeysGone } from './discard.ts'
import { KeysMissing } from './keys-at-hand.ts'
import { clearDeleted } from './queries.ts'
import { sealedAnswers } from './sealed-answers.ts'
import { clearEnvelopes } from './sealed-close-queries.ts'
import { nothingCounted, sumCounts } from './sum-counts.ts'
import { trialAnswers } from './trial-answers.ts'

/** What an instrument asks in a check, and how it reads what was sealed. */
export type Asking = {
  /** In order; a check may drop or add items. */
  itemsOf(choice: ItemChoice): ReleasedTable['items']
  sealedReader(check: SealedSetUp): ReadSealed
}
export type SealedSetUp = ItemChoice & {
  readonly priorities: ReleasedTable['priorities']
  readonly languages: readonly string[]
}
/** The answers in one envelope, null when they are none to its check. Only its unit says whether a leader answered. */
export type ReadSealed = (content: string, leads: boolean) => AnswerSheet | null

type Closing = {
  readonly deps: Pick<Dependencies, 'db' | 'keys' | 'now' | 'random' | 'translate'>
  readonly asking: Asking
}
export type CheckId = { readonly workspaceId: string; readonly checkId: string }

/** Closes by job, by the minute when a deadline has passed, and goes on with what a lost process left. */
export function defineClose(app: FastifyInstance, deps: Dependencies, asking: Asking): void {
  const ids = z.object({ workspaceId: z.uuid(), checkId: z.uuid() })
  const underWay = new Map<string, Promise<unknown>>()
  const close = async (check: CheckId): Promise<void> => {
    const closing = underWay.get(check.checkId) ?? closeCheck({ deps, asking }, check)
    underWay.set(check.checkId, closing)
    await closing.finally(() => underWay.delete(check.checkId))
    // Else a backup from just before would open it again.
    await noteChange(deps)
  }
  deps.jobs.define('close-check', ids, close, { expireInSeconds: 3600 })
  const closeDue = async (): Promise<void> => {
    const everywhere = closingOfAll(deps.db)
    const due = await listDueChecks(everywhere, deps.now())
    const done = await listClosed(everywhere, deps.keys.checks.list())
    // One that cannot be closed keeps no other open.
    const closed = []
    for (const check of [...due, ...done]) closed.push(...(await Promise.allSettled([close(check)])))
    const failed = closed.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
  }
  deps.jobs.repeat('close-due', '* * * * *', closeDue)
  // A close that was cut off by the last stop goes on at once, not when its lost job expires.
  app.addHook('onListen', () => {
    closeDue().catch((error: Error) => app.log.error({ err: { type: error.name } }, 'A close failed'))
  })
}

/**
 * Counts the answers, writes the released table and forgets everything else (spec 09). Killed at any point it can be
 * called again: until its one transaction is kept nothing has changed but that the check takes no more answers.
 */
export async function closeCheck(
  closing: Closing,
  { workspaceId, checkId }: CheckId,
): Promise<'closed' | 'not-open'> {
  const scope = closingOf(closing.deps.db, workspaceId)
  // Else it would say for ever that it is being closed: a person has to discard it.
  if (await haveKeysGone({ ...scope, keys: closing.deps.keys }, checkId))
    throw new KeysMissing('The keys of a check are missing.')
  const status = await startClosing(scope, checkId)
  if (status === 'closing') await countAndKeep(closing, scope, checkId)
  else if (status !== 'closed' && status !== 'reported' && status !== 'discarded') return 'not-open'
  await cleanUp(closing, checkId)
  return 'closed'
}

async function countAndKeep(closing: Closing, scope: Scope, checkId: string): Promise<void> {
  const frozen = await readFrozen(closing, scope, checkId)
  const answers = answersOf(closing, scope, { checkId, frozen })
  const counted = await countInBatches(scope, checkId, { frozen, answers })
  const kept = { checkId, answers, table: releaseTable(frozen, counted), counted: answeredIn(counted) }
  await keepOnlyReleased(closing, scope, kept)
}

// Also after a crash between the last transaction and here.
// Whoever owns the tables has to, and it looks into none.
async function cleanUp({ deps }: Closing, checkId: string): Promise<void> {
  await clearDeleted(deps)
  await clearEnvelopes(deps)
  await deps.keys.checks.destroy(checkId)
}

type Frozen = Parameters<typeof releaseTable>[0] & {
  readonly check: Awaited<ReturnType<typeof findFrozenCheck>>
  readonly rows: Awaited<ReturnType<typeof listUnits>>
  /** By id of a unit as invited: the unit of the disclosure rules. */
  readonly unitOf: ReadonlyMap<string, string>
}

async function readFrozen({ deps, asking }: Closing, scope: Scope, checkId: string): Promise<Frozen> {
  const check = await findFrozenCheck(scope, checkId)
  const rows = await listUnits(scope, checkId)
  const rule = disclosureRules[check.profile]
  const names = groupNames(deps.translate, check.languages[0] ?? 'en')
  const leaders = rows.find((row) => row.side === 'leadership')?.invited ?? 0
  // As they were invited: a promise made stricter since then joins units at the release, and forms none anew.
  const { k } = disclosureRules[check.openingProfile ?? check.profile]
  const units = formUnits({ root: check.tree, leaders }, k, names)
  const unitOf = new Map(rows.map((row) => [row.id, formedUnit(row, units)]))
  const invited = Object.fromEntries(rows.map((row) => [formedUnit(row, units), row.invited]))
  const { profile, priorities } = check
  const items = asking.itemsOf(check)
  return { check, rows, profile, rule, items, priorities, units, invited, names, unitOf }
}

function formedUnit(row: Awaited<ReturnType<typeof listUnits>>[number], units: Units): string {
  if (row.side === 'leadership') return leadershipUnit
  if (row.side === 'open') return openLinkUnit
  const unit = units.staff.atoms.find(({ members }) => row.nodeIds.some((node) => members.includes(node)))
  if (unit === undefined) throw new Error('A unit of the check is not in its frozen tree.')
  return unit.id
}

type Counting = { readonly frozen: Frozen; readonly answers: ClosingAnswers }

function answersOf(
  { deps, asking }: Closing,
  scope: Scope,
  { checkId, frozen }: { readonly checkId: string; readonly frozen: Frozen },
): ClosingAnswers {
  const { check, rows } = frozen
  if (check.mode === 'trial') return trialAnswers(scope, checkId)
  const sideOf = new Map(rows.map(({ id, side }) => [id, side]))
  const reader = asking.sealedReader(check)
  const read = (content: string, unitId: string) => reader(content, sideOf.get(unitId) === 'leadership')
  return sealedAnswers(scope, deps.keys.checks, { checkId, publicId: check.publicId, sideOf, read })
}

/** Memory stays flat: a batch is counted and forgotten. */
async function countInBatches(
  scope: Scope,
  checkId: string,
  { frozen, answers }: Counting,
): Promise<CountedAnswers> {
  const total = await answers.count()
  let counted = nothingCounted
  let noted = 0
  for await (const batch of answers.batches()) {
    counted = sumCounts(counted, countBatch(batch.answers, frozen))
    const percent = batch.done < total ? Math.floor((batch.done / total) * 90) : noted
    if (percent > noted) await noteProgress(scope, checkId, percent)
    noted = percent
  }
  return counted
}

function countBatch(batch: readonly UnitAnswers[], { items, unitOf }: Frozen): CountedAnswers {
  const responses = batch.map(({ unitId, sheet }) => {
    const unit = unitOf.get(unitId)
    if (unit === undefined) throw new Error('A response belongs to no unit of its check.')
    const { items: ratings, lineOfSight, estimates } = sheet
    return { unit, items: ratings, lineOfSight, ...(estimates === null ? {} : { estimates }) }
  })
  return countAnswers(
    responses,
    items.map((item) => item.code),
  )
}

function answeredIn({ units }: CountedAnswers): number {
  return units.reduce((sum, { answered }) => sum + answered, 0)
}

type Kept = {
  readonly checkId: string
  readonly counted: number
  readonly answers: ClosingAnswers
  readonly table: ReleasedTable
}

/** The one step that counts: the released table and the texts in, everything about single people out. */
function keepOnlyReleased({ deps }: Closing, scope: Scope, kept: Kept): Promise<void> {
  const { checkId, answers, table, counted } = kept
  return inTransaction(scope, async (trx) => {
    if (!(await holdClosing(trx, checkId))) return
    await saveReleasedTable(trx, checkId, table)
    await answers.finish(trx, { table, counted })
    await deleteInvitations(trx, checkId)
    await finishClosing(trx, checkId, deps.now())
    await recordAct(trx.db, {
      id: deps.random.uuid(),
      workspaceId: trx.workspaceId,
      accountId: null,
      act: 'check-closed',
      subjectId: checkId,
      at: deps.now(),
    })
  })
}
