import t from 'tap'
import { guessColumns } from '../../../src/organisations/roster-import/guess-columns.ts'
import { turnName } from '../../../src/organisations/roster-import/name-order.ts'
import { planImport } from '../../../src/organisations/roster-import/plan-import.ts'

t.test('a name written last, first is turned; suffixes and notes keep their place', async (t) => {
  for (const [written, turned] of [
    ['Müller, Jürgen', 'Jürgen Müller'],
    ['van der Muster, Piet', 'Piet van der Muster'],
    ['Smith, Jr., John', 'John Smith, Jr.'],
    ['Smith, John, III', 'John Smith, III'],
    ['Smith Jr, John R', 'John R Smith Jr'],
    ['Muster, Dr. Zoë', 'Dr. Zoë Muster'],
    ['Sample, Ben (EXT)', 'Ben Sample (EXT)'],
  ] as const)
    t.equal(turnName(written), turned)
  for (const whole of ['Smith, Jr.', 'John Smith, PhD', 'Ada Example', 'Example,', ', Ada', 'A, B, C'])
    t.equal(turnName(whole), whole)
})

const nobody = { organisation: 'Heron Foods', teams: [], people: [] }
const namesIn = (names: readonly string[]) => {
  const table = [['Name'], ...names.map((name) => [name])]
  return planImport(table, guessColumns(table), nobody).rows.map(({ name }) => name)
}

t.test('the whole column decides', async (t) => {
  t.same(namesIn(['Example, Ada', 'Sample, Ben', 'Muster, Zoë', 'Smith, Jr., John', 'Reception']), [
    ...['Ada Example', 'Ben Sample', 'Zoë Muster', 'John Smith, Jr.', 'Reception'],
  ])
  const single = ['John Smith, Jr.', 'Ada Example', 'Sample, Ben']
  t.same(namesIn(single), single, 'one of three is no order')
})

t.test('turned or not, a person without an address stays the same one', async (t) => {
  const table = [['Name'], ['Example, Ada']]
  const ada = { id: 'ada', name: 'Ada Example', email: null, teamId: null, isLeader: false, language: null }
  const mapping = guessColumns(table)
  const roster = { ...nobody, people: [ada] }
  t.match(planImport(table, mapping, roster), { counts: { unchanged: 1 }, missing: [] })
  t.match(planImport(table, { ...mapping, lastFirst: false }, roster), {
    counts: { updated: 1 },
    missing: [],
  })
})
