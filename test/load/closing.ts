import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { AccountScope } from '../../src/access/require-account.ts'
import { loadExample } from '../../src/example/load-example.ts'
import { findExample } from '../../src/example/queries.ts'
import type { Dependencies } from '../../src/web/dependencies.ts'
import { type DatabaseKind, databaseKinds } from '../support/empty-postgres.ts'
import { answerAll } from './answer-all.ts'
import { aPlace, type Place, workIn } from './place.ts'
import { anOpenCheck, anOwner } from './prepare-check.ts'
import { startFlags } from './program.ts'
import { benchReading } from './reading.ts'
import { atMost, informed, type Row, titled } from './score.ts'

export type Answered = { readonly count: number; readonly workspaceId: string; readonly checkId: string }
export type Prepared = {
  readonly few: Answered
  readonly many: Answered
  /** Warms the programs up, so that neither of the others pays for being the first. */
  readonly other: Answered
  readonly exampleId: string
}

const [few, many] = [200, 20_000]
// A million may take five minutes: their share of it, and no less than a second.
const mostSeconds = { [few]: 1, [many]: 6 }

/** From the last answer to the report on paper, after few and after many answers. */
export async function benchClosing(): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const kind of databaseKinds) {
    const place = await aPlace(kind)
    const prepared = await workIn(place, prepare)
    rows.push(...(await benchClose(kind, place, prepared)), ...(await benchReading(kind, place, prepared)))
  }
  return rows
}

async function prepare(deps: Dependencies): Promise<Prepared> {
  const scope = await anOwner(deps)
  await loadExample(deps, scope)
  const example = await findExample(scope)
  const { rows } = await sql<{ id: string }>`
    select id from checks where organisation_id = ${example?.id} order by closed_at desc`.execute(deps.db)
  return {
    few: await anAnsweredCheck(deps, scope, few),
    many: await anAnsweredCheck(deps, scope, many),
    other: await anAnsweredCheck(deps, scope, few),
    exampleId: rows[0]?.id ?? '',
  }
}

async function anAnsweredCheck(deps: Dependencies, scope: AccountScope, count: number): Promise<Answered> {
  const check = await anOpenCheck(deps, scope, { invited: Math.ceil(count * 1.25), mode: 'trial' })
  // What autovacuum does within a minute; here the answers arrive sooner.
  await sql`analyze`.execute(deps.db)
  await answerAll(deps, check, count)
  return { count, ...check }
}

async function benchClose(kind: DatabaseKind, place: Place, prepared: Prepared): Promise<readonly Row[]> {
  await close(place, prepared.other)
  const small = await close(place, prepared.few)
  const large = await close(place, prepared.many)
  const megabytes = large.peakBytes / 1e6
  return [
    titled(`Close, ${kind}`),
    atMost(`${few} answers`, small.milliseconds / 1000, mostSeconds[few] ?? 0, 's'),
    atMost(`${many} answers`, large.milliseconds / 1000, mostSeconds[many] ?? 0, 's'),
    informed(`${few} answers: peak memory of the process`, small.peakBytes / 1e6, 'MB'),
    {
      ...(kind === 'postgres'
        ? atMost(`${many} answers: peak memory of the process`, megabytes, 400, 'MB')
        : informed(`${many} answers: peak memory, embedded database included`, megabytes, 'MB')),
      ratio: large.peakBytes / small.peakBytes,
    },
  ]
}

export type Closed = { readonly milliseconds: number; readonly peakBytes: number }

export async function close(place: Place, { workspaceId, checkId }: Answered): Promise<Closed> {
  const worker = fork(fileURLToPath(new URL('close-worker.ts', import.meta.url)), [workspaceId, checkId], {
    execArgv: startFlags,
    env: { PATH: process.env.PATH ?? '', ...place.env },
  })
  const [told] = await Promise.race([once(worker, 'message'), failure(once(worker, 'exit'))])
  if (worker.exitCode === null) await once(worker, 'exit')
  return told as Closed
}

async function failure(exited: Promise<unknown[]>): Promise<never> {
  await exited
  throw new Error('The process that closes a check ended without a word.')
}
