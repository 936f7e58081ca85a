import { countSealed } from '../../src/collection/sealed-close-queries.ts'
import { type DatabaseKind, databaseKinds } from '../support/empty-postgres.ts'
import { type KeepAlive, openKeepAlive } from './keep-alive.ts'
import { aPlace, type Place, workIn } from './place.ts'
import { anOpenCheck, anOwner, type OpenCheck } from './prepare-check.ts'
import { startProgram } from './program.ts'
import { add, nothingYet, runSessions, type Tally, type Visit } from './run-sessions.ts'
import { atMost, informed, plain, type Row, titled } from './score.ts'
import { issue, makeReady, sealedVisits, submit } from './sealed-visits.ts'
import { measureSigning } from './signing-row.ts'
import { ourVisits } from './visits.ts'

const clients = 32
const [plainInvited, sealedInvited] = [30_000, 12_000]
/** For the rows of the single steps; the others answer from the first page to the last. */
const stepped = 2_000
const warmUpSeconds = 3
const turnSeconds = 2
const least = 0.5

/**
 * Answers that nobody can link, beside plain ones on the same server in turns. The respondents' own work, blinding and
 * sealing, is done on their devices, so here it is done before the clock starts.
 */
export async function benchSealed(): Promise<readonly Row[]> {
  const rows: Row[] = [titled('Signing'), await signingRow()]
  for (const kind of databaseKinds) rows.push(...(await benchOn(kind)))
  return rows
}

async function signingRow(): Promise<Row> {
  const { longestDelayMs } = await measureSigning(50)
  return atMost('longest wait for the event loop, 50 issues at once', longestDelayMs, 50, 'ms')
}

async function benchOn(kind: DatabaseKind): Promise<readonly Row[]> {
  const place = await aPlace(kind)
  const { trial, sealed } = await workIn(place, async (deps) => {
    const scope = await anOwner(deps)
    return {
      trial: await anOpenCheck(deps, scope, { invited: plainInvited, mode: 'trial' }),
      sealed: await anOpenCheck(deps, scope, { invited: sealedInvited, mode: 'sealed' }),
    }
  })
  const program = await startProgram('ours', place)
  const lines = await Promise.all(Array.from({ length: clients }, () => openKeepAlive(program.port)))
  const ready = (await spread(lines, sealed.staffTokens, (line, token) => makeReady(line, sealed, token)))
    .told
  const steps = await measureSteps(lines, ready.slice(0, stepped))
  const nexts = { sealed: sealedVisits(ready.slice(stepped)), plain: ourVisits(trial) }
  const tallies = await inTurns(program.port, nexts)
  for (const line of lines) line.close()
  await program.stop()
  const thanked = stepped + tallies.all
  return [
    titled(`Sealed answers, ${kind}, ${clients} clients`),
    informed('issue', steps.issue, '/s'),
    informed('submit', steps.submit, '/s'),
    sessionsRow(tallies),
    storedRow(await countStored(place, sealed), thanked),
  ]
}

/** Each step alone, in respondents a second. */
async function measureSteps(lines: readonly KeepAlive[], ready: Awaited<ReturnType<typeof makeReady>>[]) {
  const issued = await spread(lines, ready, async (line, one) => ({ one, signature: await issue(line, one) }))
  const submitted = await spread(lines, issued.told, (line, { one, signature }) =>
    submit(line, one, signature),
  )
  if (submitted.told.includes(false)) throw new Error('A sealed answer was refused.')
  return { issue: issued.rate, submit: submitted.rate }
}

type Sides<T> = { readonly sealed: T; readonly plain: T }

/** Complete sessions, sealed and plain in turns, so that a busy moment hits both. `all` counts the sealed ones. */
async function inTurns(port: number, nexts: Sides<() => Visit | null>) {
  const run = (side: keyof typeof nexts, seconds: number) =>
    runSessions({ port, clients, seconds, next: nexts[side] })
  const warm = await run('sealed', warmUpSeconds)
  await run('plain', warmUpSeconds)
  const tallies = { sealed: nothingYet, plain: nothingYet }
  for (const side of ['sealed', 'plain', 'plain', 'sealed'] as const)
    tallies[side] = add(tallies[side], await run(side, turnSeconds))
  if (warm.failed + tallies.sealed.failed > 0) throw new Error('A sealed answer was refused.')
  return { ...tallies, all: warm.thanked + tallies.sealed.thanked }
}

function sessionsRow(tallies: Sides<Tally>): Row {
  const [sealed, unsealed] = [rateOf(tallies.sealed), rateOf(tallies.plain)]
  return {
    name: `complete sessions (plain ones ${plain(unsealed)})`,
    figure: `${plain(sealed)} /s`,
    ratio: sealed / unsealed,
    bound: `≥ ${least}`,
    met: sealed / unsealed >= least,
  }
}

function storedRow(stored: number, thanked: number): Row {
  return {
    name: 'stored envelopes against thanks',
    figure: `${stored} of ${thanked}`,
    bound: 'equal',
    met: stored === thanked,
  }
}

const rateOf = ({ thanked, seconds }: Tally) => thanked / seconds

/** Shares the work among the lines; each takes the next as soon as it is free. */
async function spread<Given, Told>(
  lines: readonly KeepAlive[],
  work: readonly Given[],
  run: (line: KeepAlive, given: Given) => Promise<Told>,
): Promise<{ readonly told: Told[]; readonly rate: number }> {
  const waiting = work.values()
  const told: Told[] = []
  const began = performance.now()
  await Promise.all(
    lines.map(async (line) => {
      for (const given of waiting) told.push(await run(line, given))
    }),
  )
  return { told, rate: work.length / ((performance.now() - began) / 1000) }
}

function countStored(place: Place, { workspaceId, checkId }: OpenCheck): Promise<number> {
  return workIn(place, async ({ db }) => (await countSealed({ db, workspaceId }, checkId)).envelopes)
}
