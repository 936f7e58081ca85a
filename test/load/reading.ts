import { setTimeout as pause } from 'node:timers/promises'
import type { DatabaseKind } from '../support/empty-postgres.ts'
import type { Answered, Prepared } from './closing.ts'
import { type Consultant, median, signIn } from './consultant.ts'
import type { Place } from './place.ts'
import { startProgram } from './program.ts'
import { atMost, informed, type Row, titled } from './score.ts'

const mostStartSeconds = { pglite: 3, postgres: 2 }
const times = 40
/** Nobody finds the link sooner. */
const readingMs = 500

/** What is read from closed checks: start, memory at rest, results pages and PDF. */
export async function benchReading(
  kind: DatabaseKind,
  place: Place,
  prepared: Prepared,
): Promise<readonly Row[]> {
  const server = await startProgram('ours', place)
  await pause(3_000)
  const atRest = (await server.memory()) / 1e6
  const ask = await signIn(server.port)
  const results = await benchResults(ask, prepared)
  const pdf = await benchPdf(ask, prepared)
  await server.stop()
  return [
    titled(`Server on an existing database, ${kind}`),
    atMost('start to first answer', server.startMs / 1000, mostStartSeconds[kind], 's'),
    kind === 'postgres'
      ? atMost('memory at rest', atRest, 200, 'MB')
      : informed('memory at rest, embedded database included', atRest, 'MB'),
    titled(`Results page of a closed check, ${kind}`),
    ...results,
    titled(`PDF of the draft report, warm, ${kind}`),
    ...pdf,
  ]
}

async function benchResults(ask: Consultant, { few, many, other }: Prepared): Promise<readonly Row[]> {
  const page = ({ checkId }: { checkId: string }) => `/app/checks/${checkId}/survey`
  // As from a bookmark in a process that has just started: nothing is loaded, drawn or compiled.
  const coldest = await ask(page(other))
  await median(times, () => ask(page(other)))
  const throughOverview = async (check: Answered) => {
    await ask(`/app/checks/${check.checkId}`)
    await pause(readingMs)
    return ask(page(check))
  }
  const firstFew = await throughOverview(few)
  const firstMany = await throughOverview(many)
  const again = {
    few: await median(times, () => ask(page(few))),
    many: await median(times, () => ask(page(many))),
  }
  return [
    informed('first page of the process, from a bookmark', coldest.milliseconds, 'ms'),
    atMost(`${few.count} answers, first view, from the overview`, firstFew.milliseconds, 20, 'ms'),
    {
      ...atMost(`${many.count} answers, first view, from the overview`, firstMany.milliseconds, 20, 'ms'),
      ratio: firstMany.milliseconds / firstFew.milliseconds,
    },
    atMost(`${few.count} answers, later views`, again.few.milliseconds, 20, 'ms'),
    {
      ...atMost(`${many.count} answers, later views`, again.many.milliseconds, 20, 'ms'),
      ratio: again.many.milliseconds / again.few.milliseconds,
    },
  ]
}

async function benchPdf(ask: Consultant, { few, many, exampleId }: Prepared): Promise<readonly Row[]> {
  const rows: Row[] = []
  const drafts = [
    { name: 'the example organisation', id: exampleId },
    { name: `${few.count} answers`, id: few.checkId },
    { name: `${many.count} answers`, id: many.checkId },
  ]
  await ask(`/app/checks/${exampleId}/report/draft.pdf`)
  for (const { name, id } of drafts) {
    const { milliseconds, bytes } = await median(5, () => ask(`/app/checks/${id}/report/draft.pdf`))
    rows.push(atMost(name, milliseconds / 1000, 1, 's'), atMost(`${name}, size`, bytes / 1000, 1_000, 'kB'))
  }
  return rows
}
