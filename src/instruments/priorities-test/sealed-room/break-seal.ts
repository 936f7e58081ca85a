import { type AccountScope, audit } from '../../../access/require-account.ts'
import type { CheckRecord } from '../../../checks/queries.ts'
import { beginCoding } from '../../../coding/queries.ts'
import type { SealKey } from '../../../collection/envelope.ts'
import { inTransaction } from '../../../database/scope.ts'
import type { Dependencies, Random } from '../../../web/dependencies.ts'
import { type ExecutiveAnswers, writtenIn } from '../answers.ts'
import { codingSubject, listExecutives, type StatementRecord } from '../queries.ts'
import { openSealed } from '../sealing/envelope.ts'
import { addStatements, deleteDrafts, listSealed, noteOpened, recordBreak } from './break-queries.ts'
import { listTeamNames, lockTest } from './queries.ts'
import { areEnough, type BreakDecision, decideBreak } from './test-rules.ts'
import { textsToCode } from './texts-to-code.ts'

type Deps = Pick<Dependencies, 'keys' | 'mailer' | 'now' | 'random'>
type Refusal =
  | Extract<BreakDecision, { outcome: 'refused' }>['reason']
  | 'not-open'
  | 'keys-lost'
  | 'unreadable'
export type BreakResult =
  | { readonly outcome: 'broken' }
  | { readonly outcome: 'refused'; readonly reason: Refusal }

/**
 * Breaks the seal by rule: the record, the reading and the laying out for coders are one transaction, so that a process
 * that dies midway leaves a sealed test. The key is used after the record and destroyed after the reading. With too few
 * that could be read everything is undone, so that nobody is read alone.
 */
export async function breakSeal(
  deps: Deps,
  scope: AccountScope,
  { check, reason }: { readonly check: CheckRecord; readonly reason: string },
): Promise<BreakResult> {
  const result = await inTransaction(scope, (scope) => breakInside(deps, scope, { check, reason })).catch(
    (error: unknown): BreakResult => {
      if (error instanceof TooFewReadable) return { outcome: 'refused', reason: 'unreadable' }
      throw error
    },
  )
  if (result.outcome === 'broken') await deps.keys.tests.destroy(check.id)
  return result
}

/** Thrown to undo the transaction. */
class TooFewReadable extends Error {}

async function breakInside(
  deps: Deps,
  scope: AccountScope,
  { check, reason }: { readonly check: CheckRecord; readonly reason: string },
): Promise<BreakResult> {
  const checkId = check.id
  const test = await lockTest(scope, checkId)
  if (test?.state !== 'open') return { outcome: 'refused', reason: 'not-open' }
  const asked = await listSealed(scope, checkId)
  const decision = decideBreak(asked, reason, deps.mailer !== null)
  if (decision.outcome === 'refused') return decision
  const testKeys = deps.keys.tests.keysOf(checkId)
  if (testKeys === null) return { outcome: 'refused', reason: 'keys-lost' }
  const { missing } = decision
  const why = missing.length === 0 ? null : reason
  await recordBreak(scope, { checkId, at: deps.now(), accountId: scope.accountId, reason: why, missing })
  await audit(deps, scope, {
    act: 'seal-broken',
    subjectId: checkId,
    // The log holds ids, never names.
    details: { sealed: asked.length - missing.length, missing: missing.join(' ') },
  })
  const opened = await openAll(scope, { checkId, asked, test: test.publicId, sealKey: testKeys.sealKey() })
  const wereRead = asked.filter(({ id }) => opened.some(({ executive }) => executive === id))
  if (!areEnough(wereRead, deps.mailer !== null)) throw new TooFewReadable()
  const statements = inRandomOrder(
    deps.random,
    opened.flatMap((one) => statementsOf(deps.random, one)),
  )
  await addStatements(scope, checkId, statements)
  await deleteDrafts(scope, checkId)
  await layOut(deps, scope, { check, statements })
  return { outcome: 'broken' }
}

type Opened = ExecutiveAnswers & { readonly executive: string }
type Sealed = {
  readonly checkId: string
  readonly test: string
  readonly sealKey: SealKey
  readonly asked: Awaited<ReturnType<typeof listSealed>>
}

async function openAll(scope: AccountScope, { checkId, asked, test, sealKey }: Sealed): Promise<Opened[]> {
  const opened: Opened[] = []
  for (const { id, sealed } of asked) {
    if (sealed === null) continue
    const answers = openSealed(sealKey, sealed, { test, executive: id })
    const state = answers === null ? 'unreadable' : 'opened'
    await noteOpened(scope, { checkId, id, state, mayShowRole: answers?.mayShowRole === true })
    if (answers !== null) opened.push({ ...answers, executive: id })
  }
  return opened
}

function statementsOf(random: Random, { executive, ...answers }: Opened): readonly StatementRecord[] {
  const ids = new Map<string, string>()
  return writtenIn(answers).map(({ answerOf, ...statement }) => {
    const answer = ids.get(answerOf) ?? random.uuid()
    ids.set(answerOf, answer)
    return { ...statement, id: random.uuid(), answer, executive }
  })
}

function inRandomOrder(random: Random, statements: readonly StatementRecord[]): readonly StatementRecord[] {
  return statements
    .map((statement) => [random.bytes(8).toString('hex'), statement] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, statement]) => statement)
}

async function layOut(
  deps: Deps,
  scope: AccountScope,
  { check, statements }: { readonly check: CheckRecord; readonly statements: readonly StatementRecord[] },
): Promise<void> {
  const executives = await listExecutives(scope, check.id)
  const teams = await listTeamNames(scope, check.organisationId)
  await beginCoding(scope, {
    checkId: check.id,
    subject: codingSubject,
    texts: textsToCode(statements),
    languages: [...new Set([...check.languages, ...executives.map(({ language }) => language)])],
    names: [check.organisationName, ...teams, ...executives.map(({ name }) => name)],
    now: deps.now(),
    random: deps.random,
  })
}
