import t from 'tap'
import { overallComponents } from '../../../src/instruments/clarity-survey/overall-components.ts'
import { staffRecall } from '../../../src/instruments/clarity-survey/scoring.ts'
import { aTable, type TableGiven } from './table-builder.ts'

const given: TableGiven = {
  items: ['S1', 'S3', 'C1', 'D1'],
  teams: { Sales: { answered: 100, percent: { S1: 60, S3: 40, C1: 50, D1: 0 } } },
  estimates: { S1: 70, S3: 20, 'all-priorities': 90 },
  priorities: ['Keep customers', 'Second warehouse', 'Faster delivery'],
}
const recall = { all: 10, two: 20, one: 30, none: 40, blank: 0, notCoded: 0 }
const componentsOf = (change: Partial<TableGiven> = {}, staff: typeof recall | null = recall) => {
  const table = aTable({ ...given, ...change })
  const sides = staff === null ? null : { version: 1 as const, sides: { staff } }
  return overallComponents(table, staffRecall({ table, recall: sides }))
}

t.test(
  'clarity is the mean of the core statements, knowledge 100 less the mean gap, recall who names all',
  async (t) => {
    t.same(
      componentsOf().map(({ name, value }) => [name, value]),
      [
        ['clarity', 50],
        ['assumption', 85],
        ['recall', 10],
      ],
      'gaps of 10 over and 20 under; what was expected of recall is no gap on an item',
    )
  },
)

t.test('a guess inside the interval of the staff figure may be no gap at all', async (t) => {
  const teams = { Sales: { answered: 40, invited: 60, percent: 50 } }
  const [, assumption] = componentsOf({ items: ['S1'], teams, estimates: { S1: 52 } })
  t.equal(assumption?.value, 98)
  t.equal(assumption?.high, 100)
  t.ok((assumption?.low ?? 100) < 95)
})

t.test('only what may be shown is a component', async (t) => {
  const names = (components: ReturnType<typeof componentsOf>) => components.map(({ name }) => name)
  t.same(names(componentsOf({ estimates: {} }, null)), ['clarity'])
  t.same(names(componentsOf({ teams: {} })), [])
})
