import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { recordAct } from '../access/queries.ts'
import { inTransaction, type Scope } from '../database/scope.ts'
import { type CountedAnswers, countAnswers } from '../domain/disclosure/count-answers.ts'
import { formUnits, leadershipUnit, openLinkUnit, type Units } from '../domain/disclosure/form-units.ts'
import { releaseTable } from '../domain/disclosure/release.ts'
import type { ReleasedTable } from '../domain/disclosure/released-table.ts'
import { disclosureRules } from '../domain/disclosure/rules.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { groupNames } from '../web/group-names.ts'
import {
  countSpent,
  deleteInvitations,
  findFrozenCheck,
  finishClosing,
  holdClosing,
  listDueChecks,
  listUnits,
  noteProgress,
  saveReleasedTable,
  startClosing,
} from './close-queries.ts'
import {
  clearDeleted,
  countResponses,
  deleteResponses,
  moveTexts,
  readResponses,
  type StoredResponse,
} from './queries.ts'
import { nothingCounted, sumCounts } from './sum-counts.ts'

/** What an instrument asks in a check that dropped or added items, in order. */
export type ItemsOf = (choice: {
  readonly droppedItems: readonly string[]
  readonly bankItems: readonly string[]
}) => ReleasedTable['items']

type Closing = {
  readonly deps: Pick<Dependencies, 'db' | 'now' | 'random' | 'translate'>
  readonly itemsOf: ItemsOf
}
export type CheckId = { readonly workspaceId: string; readonly checkId: string }

/** Closes by job, by the minute when a deadline has passed, and goes on with what a lost process left. */
export function defineClose(app: FastifyInstance, deps: Dependencies, itemsOf: ItemsOf): void {
  const ids = z.object({ workspaceId: z.uuid(), checkId: z.uuid() })
  const underWay = new Map<string, Promise<unknown>>()
  const close = async (check: CheckId): Promise<void> => {
    const closing = underWay.get(check.checkId) ?? closeCheck({ deps, itemsOf }, check)
    underWay.set(check.checkId, closing)
    await closing.finally(() => underWay.delete(check.checkId))
  }
  deps.jobs.define('close-check', ids, close, { expireInSeconds: 3600 })
  const closeDue = async (): Promise<void> => {
    for (const due of await listDueChecks(deps, deps.now())) await close(due)
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
  const scope = { db: closing.deps.db, workspaceId }
  const status = await startClosing(scope, checkId)
  if (status === 'closed' || status === 'reported') return 'closed'
  if (status !== 'closing') return 'not-open'
  const frozen = await readFrozen(closing, scope, checkId)
  const counted = await countInBatches(scope, checkId, frozen)
  const table = releaseTable(frozen, counted)
  await keepOnlyReleased(closing, scope, { checkId, table })
  await clearDeleted(scope)
  return 'closed'
}

type Frozen = Parameters<typeof releaseTable>[0] & {
  /** By id of a unit as invited: the unit of the disclosure rules. */
  readonly unitOf: ReadonlyMap<string, string>
}

async function readFrozen({ deps, itemsOf }: Closing, scope: Scope, checkId: string): Promise<Frozen> {
  const check = await findFrozenCheck(scope, checkId)
  const rows = await listUnits(scope, checkId)
  const rule = disclosureRules[check.profile]
  const names = groupNames(deps.translate, check.languages[0] ?? 'en')
  const leaders = rows.find((row) => row.side === 'leadership')?.invited ?? 0
  const units = formUnits({ root: check.tree, leaders }, rule.k, names)
  const unitOf = new Map(rows.map((row) => [row.id, formedUnit(row, units)]))
  const invited = Object.fromEntries(rows.map((row) => [formedUnit(row, units), row.invited]))
  const { profile, priorities } = check
  return { profile, rule, items: itemsOf(check), priorities, units, invited, names, unitOf }
}

function formedUnit(row: Awaited<ReturnType<typeof listUnits>>[number], units: Units): string {
  if (row.side === 'leadership') return leadershipUnit
  if (row.side === 'open') return openLinkUnit
  const unit = units.staff.atoms.find(({ members }) => row.nodeIds.some((node) => members.includes(node)))
  if (unit === undefined) throw new Error('A unit of the check is not in its frozen tree.')
  return unit.id
}

const mostInBatch = 5000

/** In order of random ids, so that nothing of the order of arrival is met; memory stays flat. */
async function countInBatches(scope: Scope, checkId: string, frozen: Frozen): Promise<CountedAnswers> {
  const total = await countResponses(scope, checkId)
  let counted = nothingCounted
  let done = 0
  for (let after: string | null = null; ; ) {
    const batch: readonly StoredResponse[] = await readResponses(scope, checkId, { after, most: mostInBatch })
    counted = sumCounts(counted, countBatch(batch, frozen))
    done += batch.length
    after = batch.at(-1)?.id ?? null
    if (batch.length < mostInBatch || after === null) return counted
    await noteProgress(scope, checkId, Math.min(90, Math.floor((done / total) * 90)))
  }
}

function countBatch(batch: readonly StoredResponse[], { items, unitOf }: Frozen): CountedAnswers {
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

type Kept = { readonly checkId: string; readonly table: ReleasedTable }

/** The one step that counts: the released table and the texts in, everything about single people out. */
function keepOnlyReleased({ deps }: Closing, scope: Scope, { checkId, table }: Kept): Promise<void> {
  return inTransaction(scope, async (trx) => {
    if (!(await holdClosing(trx, checkId))) return
    await assertComplete(trx, checkId, table.participation.answered)
    await saveReleasedTable(trx, checkId, table)
    await moveTexts(trx, checkId, table.rule.texts)
    await deleteResponses(trx, checkId)
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

async function assertComplete(trx: Scope, checkId: string, counted: number): Promise<void> {
  const stored = await countResponses(trx, checkId)
  const spent = await countSpent(trx, checkId)
  if (counted !== stored || counted !== spent)
    throw new Error(
      `The close counted ${counted} answers, but ${stored} are stored and ${spent} links are used.`,
    )
}
