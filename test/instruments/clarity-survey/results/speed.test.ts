import t from 'tap'
import { anOwner, signedIn, startApp } from '../../../support/app.ts'
import { cpuMsOf } from '../../../support/cpu-time.ts'
import { freshDatabase } from '../../../support/database.ts'
import { aClosedCheck, aSurvey, releasedTableOf } from '../../../support/released.ts'

/** 8 departments of 4 teams each: over 40 groups with the organisation and its sides. */
const departments = Object.fromEntries(
  Array.from({ length: 8 }, (_, at) => [
    `Department ${at}`,
    Array.from({ length: 4 }, (_, team) => ({
      name: `Team ${at}.${team}`,
      invited: 9,
      answered: 6,
      share: 0.3 + 0.05 * ((at + team) % 9),
    })),
  ]),
)

/** Histograms as a hundred times as many people would leave them; the table stays as large as it is. */
const times = (many: number) => {
  const table = releasedTableOf({ ...aSurvey, departments }, 1)
  const more = <T extends readonly number[]>(counts: T): T =>
    counts.map((count) => count * many) as unknown as T
  const atoms = table.atoms.map((atom) => ({
    ...atom,
    invited: atom.invited * many,
    answered: atom.answered * many,
    items: Object.fromEntries(Object.entries(atom.items).map(([code, counts]) => [code, more(counts)])),
    lineOfSight: Object.fromEntries(
      Object.entries(atom.lineOfSight ?? {}).map(([id, count]) => [id, count * many]),
    ),
  }))
  return { ...table, atoms }
}

t.test('the results page takes as long for a million responses as for two hundred', async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const small = await aClosedCheck(scope, { table: times(1) })
  const large = await aClosedCheck(scope, { table: times(5_000) })
  t.ok((large.table?.groups.length ?? 0) >= 40)
  t.ok((large.table?.atoms ?? []).reduce((sum, atom) => sum + atom.answered, 0) > 900_000)
  const fastest = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY }
  for (let round = 0; round < 12; round++) {
    fastest.small = Math.min(fastest.small, await timeOf(visitor, small.checkId))
    fastest.large = Math.min(fastest.large, await timeOf(visitor, large.checkId))
  }
  t.comment(`${fastest.small.toFixed(1)} ms and ${fastest.large.toFixed(1)} ms`)
  t.ok(fastest.large < 2 * fastest.small, 'within a factor of two')
})

async function timeOf(
  visitor: { get(url: string): Promise<{ status: number }> },
  checkId: string,
): Promise<number> {
  return cpuMsOf(async () => {
    const { status } = await visitor.get(`/app/checks/${checkId}/survey`)
    if (status !== 200) throw new Error(`The page answered ${status}.`)
  })
}
