import { sql } from 'kysely'
import { countResponses } from '../../src/collection/queries.ts'
import { type DatabaseKind, databaseKinds } from '../support/empty-postgres.ts'
import { openKeepAlive } from './keep-alive.ts'
import { aPlace, type Place, workIn } from './place.ts'
import { anOpenCheck, anOwner, type OpenCheck } from './prepare-check.ts'
import { type Program, startProgram } from './program.ts'
import { add, nothingYet, runSessions, type Tally, type Visit } from './run-sessions.ts'
import { atMost, informed, plain, type Row, titled } from './score.ts'
import { minimalVisits, ourVisits } from './visits.ts'

const invited = 80_000
const clientCounts = [1, 8, 32]
const firstWarmUpSeconds = 10
const warmUpSeconds = 1
const turnSeconds = 2
const least = 0.6

type Side = { readonly program: Program; readonly next: () => Visit | null; tally: Tally }

/** Complete sessions a second, ours beside the minimal page in turns, so that a busy moment hits both. */
export async function benchSessions(): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const kind of databaseKinds) rows.push(...(await benchOn(kind)))
  return rows
}

async function benchOn(kind: DatabaseKind): Promise<readonly Row[]> {
  const [place, other] = [await aPlace(kind), await aPlace(kind)]
  const check = await workIn(place, async (deps) =>
    anOpenCheck(deps, await anOwner(deps), { invited, mode: 'trial' }),
  )
  const program = await startProgram('ours', place)
  const minimal = await startProgram('minimal', other, {
    FORM_BYTES: String(await formBytes(program, check)),
  })
  const ours: Side = { program, next: ourVisits(check), tally: nothingYet }
  const theirs: Side = { program: minimal, next: minimalVisits(), tally: nothingYet }
  const rows: Row[] = []
  const watch = watchMemory(program)
  // Neither is compiled yet, and the larger program takes longer to be.
  for (const side of [theirs, ours]) await turn(side, 32, firstWarmUpSeconds)
  for (const clients of clientCounts) rows.push(await compare(clients, ours, theirs))
  rows.push(memoryRow(kind, await watch.stop()))
  await Promise.all([program.stop(), minimal.stop()])
  const stored = { ours: await countOurs(place, check), theirs: await countTheirs(other) }
  return [titled(`Complete sessions a second, ${kind}`), ...rows, storedRow(ours, theirs, stored)]
}

async function compare(clients: number, ours: Side, theirs: Side): Promise<Row> {
  for (const side of [theirs, ours]) await turn(side, clients, warmUpSeconds)
  const tallies = new Map<Side, Tally>()
  for (const side of [theirs, ours, ours, theirs])
    tallies.set(side, add(tallies.get(side) ?? nothingYet, await turn(side, clients, turnSeconds)))
  const [our, their] = [rateOf(tallies.get(ours)), rateOf(tallies.get(theirs))]
  return {
    name: `${clients} ${clients === 1 ? 'client' : 'clients'} (minimal page ${plain(their)})`,
    figure: `${plain(our)} /s`,
    ratio: our / their,
    bound: `≥ ${least}`,
    met: our / their >= least,
  }
}

async function turn(side: Side, clients: number, seconds: number): Promise<Tally> {
  const { port } = side.program
  const tally = await runSessions({ port, clients, seconds, next: side.next })
  side.tally = add(side.tally, tally)
  return tally
}

/** The most memory that was seen, asked four times a second. */
function watchMemory({ memory }: Program): { stop(): Promise<number> } {
  let most = 0
  const look = async () => {
    most = Math.max(most, await memory())
  }
  const timer = setInterval(() => void look().catch(() => {}), 250)
  return {
    stop: async () => {
      clearInterval(timer)
      await look()
      return most / 1e6
    },
  }
}

function memoryRow(kind: DatabaseKind, megabytes: number): Row {
  return kind === 'postgres'
    ? atMost('memory under load', megabytes, 400, 'MB')
    : informed('memory under load, embedded database included', megabytes, 'MB')
}

const rateOf = (tally: Tally = nothingYet) => tally.thanked / tally.seconds

async function formBytes({ port }: Program, { publicId, staffTokens }: OpenCheck): Promise<number> {
  const client = await openKeepAlive(port)
  const form = await client.post(`/i/${publicId}/form`, `token=${staffTokens[0]}`)
  client.close()
  if (form.status !== 200) throw new Error(`The form was refused with ${form.status}.`)
  return form.body.length
}

function countOurs(place: Place, { workspaceId, checkId }: OpenCheck): Promise<number> {
  return workIn(place, ({ db }) => countResponses({ db, workspaceId }, checkId))
}

function countTheirs(place: Place): Promise<number> {
  return workIn(place, async ({ db }) => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from answers`.execute(db)
    return rows[0]?.count ?? 0
  })
}

function storedRow(ours: Side, theirs: Side, stored: { ours: number; theirs: number }): Row {
  const failed = ours.tally.failed + theirs.tally.failed
  return {
    name: `stored rows against thanks (minimal page ${stored.theirs} of ${theirs.tally.thanked}), ${failed} failed`,
    figure: `${stored.ours} of ${ours.tally.thanked}`,
    bound: 'equal',
    met: stored.ours === ours.tally.thanked && stored.theirs === theirs.tally.thanked && failed === 0,
  }
}
