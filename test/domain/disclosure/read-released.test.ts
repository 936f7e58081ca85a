import t from 'tap'
import {
  distribution,
  estimate,
  favourable,
  groupById,
  isHidden,
  leadershipGroup,
  lineOfSight,
  lineOfSightCount,
  openLinkGroup,
  organisationGroup,
  participation,
  rawAgreement,
  restOf,
  shownDetailGroups,
  shownGroups,
  staffGroup,
} from '../../../src/domain/disclosure/read-released.ts'
import type { ReleasedTable, ShownGroup } from '../../../src/domain/disclosure/released-table.ts'
import { disclosureRules } from '../../../src/domain/disclosure/rules.ts'
import { aSetUp, leadershipUnit, openLinkUnit, people, release } from './table-samples.ts'
import { team } from './tree-samples.ts'

const priorities = [
  { id: 'grow', text: 'Grow' },
  { id: 'margin', text: 'Margin' },
]
const items = [
  { code: 'S1', reversed: false },
  { code: 'O5', reversed: true },
  { code: 'X1', reversed: false },
]
const root = team('Company', 0, [team('North', 40), team('South', 12), team('West', 12)])
const setUp = aSetUp({ root, leaders: 7, items, priorities })
const grow = { lineOfSight: 'grow' }
const margin = { lineOfSight: 'margin' }
const table = release(setUp, [
  ...people(20, 'north', 4, grow),
  ...people(12, 'north', 2, margin),
  ...people(1, 'south', 4, grow),
  ...people(9, 'south', 'cant-say', { lineOfSight: 'none' }),
  ...people(6, 'west', 5, grow),
  ...people(4, 'west', 1, margin),
  ...people(6, leadershipUnit, 5, { ...grow, estimates: { S1: 80 } }),
])
const group = (id: string): ShownGroup => groupById(table, id) ?? missing()

t.test('finds the groups of every side', async (t) => {
  t.same(
    shownGroups(table).map((one) => one.id),
    ['company', 'staff', 'north', 'south', 'west', 'leadership'],
  )
  t.equal(organisationGroup(table)?.id, 'company')
  t.equal(staffGroup(table)?.id, 'staff')
  t.equal(leadershipGroup(table)?.id, 'leadership')
  t.equal(openLinkGroup(table), null)
  t.same(
    shownDetailGroups(table).map((one) => one.id),
    ['staff'],
  )
})

t.test('tells favourable answers exactly between the edges and as an envelope at them', async (t) => {
  t.same(favourable(table, group('north'), 'S1'), { x: 20, n: 32, invited: 40, low: 20, high: 20 })
  t.same(favourable(table, group('south'), 'S1'), { x: 1, n: 10, invited: 12, low: 0, high: 2 })
  t.same(favourable(table, group('leadership'), 'S1'), { x: 5, n: 6, invited: 7, low: 4, high: 6 })
})

t.test('adds up larger groups from their adjusted atoms, envelopes too', async (t) => {
  t.same(favourable(table, group('staff'), 'S1'), { x: 27, n: 52, invited: 64, low: 26, high: 28 })
  t.same(favourable(table, group('company'), 'S1'), { x: 32, n: 58, invited: 71, low: 30, high: 34 })
})

t.test('counts 1 and 2 as favourable on reversed items', async (t) => {
  t.match(favourable(table, group('north'), 'O5'), { x: 12, n: 32 })
})

t.test('tells raw agreement of a reversed item only with detail', async (t) => {
  t.same(rawAgreement(table, group('north'), 'S1'), favourable(table, group('north'), 'S1'))
  t.same(rawAgreement(table, group('west'), 'O5'), { hidden: 'needs-larger-group' })
  const staff = rawAgreement(table, group('staff'), 'O5')
  t.match(staff, { n: 52, invited: 64 })
  t.ok(!isHidden(staff) && staff.low <= 27 && 27 <= staff.high)
})

t.test('shows distributions only for unions formed with detail', async (t) => {
  t.same(distribution(table, group('staff'), 'S1'), { counts: [4, 12, 0, 21, 6, 9], n: 52 })
  for (const id of ['company', 'south', 'west', 'leadership']) {
    t.same(distribution(table, group(id), 'S1'), { hidden: 'needs-larger-group' }, id)
  }
})

t.test(
  'shows own items for all staff and unions with detail, and with the leaders only if they have it',
  async (t) => {
    t.notOk(isHidden(favourable(table, group('staff'), 'X1')))
    t.same(favourable(table, group('company'), 'X1'), { hidden: 'tells-smaller-group' })
    for (const id of ['south', 'west', 'leadership'])
      t.same(favourable(table, group(id), 'X1'), { hidden: 'needs-larger-group' }, id)
    const many = release(aSetUp({ root, leaders: 40, items }), [
      ...people(32, 'north', 4),
      ...people(31, leadershipUnit, 4),
    ])
    for (const id of ['company', 'staff', 'leadership'])
      t.notOk(isHidden(favourable(many, groupById(many, id) ?? missing(), 'X1')), id)
  },
)

t.test('shows own items of the whole organisation alone where its staff are too few for more', async (t) => {
  const few = (leaders: number) =>
    release(aSetUp({ root, leaders: 40, items }), [
      ...people(14, 'north', 4),
      ...people(9, 'south', 'cant-say'),
      ...people(leaders, leadershipUnit, 4),
    ])
  for (const small of [few(6), few(31)]) {
    const shown = shownGroups(small).filter((one) => !isHidden(favourable(small, one, 'X1')))
    t.same(
      shown.map(({ id }) => id),
      ['company'],
    )
    t.ok(shownGroups(small).every((one) => isHidden(distribution(small, one, 'X1'))))
  }
})

t.test('shows own items of an open link by its own size', async (t) => {
  const shownOf = (answers: number, rule = disclosureRules.standard) => {
    const open = release(aSetUp({ root, items, rule }), [
      ...people(30, 'north', 4),
      ...people(answers, openLinkUnit, 4),
    ])
    return openLinkGroup(open) !== null && !isHidden(favourable(open, openLinkGroup(open) ?? missing(), 'X1'))
  }
  t.ok(shownOf(30))
  t.notOk(shownOf(99, disclosureRules.strict))
  t.ok(shownOf(100, disclosureRules.strict))
})

t.test('says what was not asked', async (t) => {
  t.same(favourable(table, group('north'), 'S9'), { hidden: 'not-asked' })
  t.same(distribution(table, group('staff'), 'S9'), { hidden: 'not-asked' })
  const without = release(aSetUp({ root }), people(9, 'north', 4))
  t.same(lineOfSight(without, organisationGroup(without) ?? missing()), { hidden: 'not-asked' })
})

t.test('tells line of sight in numbers with detail and in words below', async (t) => {
  t.same(lineOfSight(table, group('staff')), {
    kind: 'numbers',
    n: 52,
    counts: { grow: 27, margin: 16, none: 9, 'cant-say': 0 },
  })
  t.same(lineOfSight(table, group('west')), {
    kind: 'words',
    n: 10,
    words: { grow: 'most', margin: 'some', none: 'few', 'cant-say': 'few' },
  })
  t.match(lineOfSight(table, group('south')), { words: { none: 'nearly-all', grow: 'few' } })
})

t.test('counts who sees no priority with detail only, as wide as what was adjusted', async (t) => {
  const options = ['none', 'cant-say']
  t.match(lineOfSightCount(table, group('staff'), options), { x: 9, n: 52, invited: 64, low: 7, high: 10 })
  t.match(lineOfSightCount(table, group('staff'), []), { x: 0, low: 0, high: 2 })
  t.same(lineOfSightCount(table, group('south'), options), { hidden: 'needs-larger-group' })
  const without = release(aSetUp({ root }), people(20, 'north', 4))
  t.same(lineOfSightCount(without, organisationGroup(without) ?? missing(), options), { hidden: 'not-asked' })
})

t.test('tells what leaders expected, or that too few said', async (t) => {
  t.same(estimate(table, 'S1'), { leaders: 6, mean: 80, spread: 'narrow' })
  t.same(estimate(table, 'O5'), { hidden: 'too-few-answers' })
})

t.test('takes the rest of the staff, never the leaders', async (t) => {
  const rest = restOf(table, group('north')) ?? missing()
  t.same(rest.atoms, ['south', 'west'])
  t.equal(restOf(table, group('staff')), null)
  t.same(participation(table, rest), { invited: 24, answered: 20 })
})

t.test('takes the organisation for the staff where there is no leadership unit', async (t) => {
  const small = release(aSetUp({ root }), [...people(20, 'north', 4), ...people(9, 'south', 4)])
  t.equal(staffGroup(small), organisationGroup(small))
  t.equal(leadershipGroup(small), null)
})

t.test('has no groups and no figures when too few answered', async (t) => {
  const empty = release(aSetUp({ root }), people(3, 'north', 4))
  t.same([shownGroups(empty), organisationGroup(empty), staffGroup(empty)], [[], null, null])
  t.same(favourable(empty, { atoms: [] }, 'S1'), { hidden: 'too-few-answers' })
  t.same(lineOfSight(empty, { atoms: [] }), { hidden: 'too-few-answers' })
})

t.test('reads the same from a table that was stored and loaded', async (t) => {
  const loaded: ReleasedTable = JSON.parse(JSON.stringify(table))
  for (const one of shownGroups(table)) t.same(favourable(loaded, one, 'S1'), favourable(table, one, 'S1'))
})

t.test('throws for people who are not in the table', async (t) => {
  t.throws(() => favourable(table, { atoms: ['elsewhere'] }, 'S1'), { message: /no atom elsewhere/ })
})

function missing(): never {
  throw new Error('No such group')
}
