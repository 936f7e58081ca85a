import t from 'tap'
import { compareDeadlines, type Deadline, readDeadlines } from '../../../src/domain/text/read-deadlines.ts'

const read = (text: string) =>
  readDeadlines(text).deadlines.map(({ year, months, day }) => [year, months, day] as const)

t.test('reads days, months, quarters, halves, seasons and years', async (t) => {
  const said: Readonly<Record<string, ReturnType<typeof read>>> = {
    'by 31 March 2027': [[2027, [3, 3], 31]],
    'March 31st, 2027': [[2027, [3, 3], 31]],
    'bis 31.3.2027': [[2027, [3, 3], 31]],
    'until 2027-03-31': [[2027, [3, 3], 31]],
    'end of March': [[null, [3, 3], null]],
    'in May': [[null, [5, 5], null]],
    'Q2 2027': [[2027, [4, 6], null]],
    "in H1 '27": [[2027, [1, 6], null]],
    'im vierten Quartal': [[null, [10, 12], null]],
    'before Christmas': [[null, [12, 12], null]],
    'by the end of the year': [[null, [10, 12], null]],
    'in 2027': [[2027, [1, 12], null]],
    'as soon as possible': [[null, null, null]],
  }
  for (const [text, deadlines] of Object.entries(said)) t.same(read(text), deadlines, text)
})

t.test('leaves verbs and amounts alone', async (t) => {
  t.same(read('We may win 400 merchants'), [])
  t.equal(readDeadlines('Win 400 merchants by Q4').rest.trim(), 'Win 400 merchants by')
})

t.test('compares what two people say about the same date', async (t) => {
  const [end, quarter, other, year, vague, next] = [
    'end of March 2027',
    'in Q1',
    'in September',
    'in 2027',
    'soon',
    'by March 2028',
  ].map((text) => readDeadlines(text).deadlines[0] ?? fail())
  const compare = (said: Deadline | undefined) => compareDeadlines(end ?? fail(), said ?? fail())
  t.same([quarter, year, vague, other, next].map(compare), ['same', 'near', 'near', 'different', 'different'])
})

function fail(): never {
  throw new Error('No deadline was read')
}
