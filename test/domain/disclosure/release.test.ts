import fc from 'fast-check'
import t from 'tap'
import type { Answer, OpenedResponse } from '../../../src/domain/disclosure/count-answers.ts'
import { unitOfTeam } from '../../../src/domain/disclosure/form-units.ts'
import {
  distribution,
  favourable,
  isHidden,
  organisationGroup,
  rawAgreement,
  shownGroups,
} from '../../../src/domain/disclosure/read-released.ts'
import type { ReleasedTable, ShownGroup } from '../../../src/domain/disclosure/released-table.ts'
import { disclosureRules } from '../../../src/domain/disclosure/rules.ts'
import { aSetUp, leadershipUnit, openLinkUnit, people, release } from './table-samples.ts'
import { peopleIn, team, trees, workedExample } from './tree-samples.ts'

const company = team('Company', 0, [team('North', 12), team('South', 12)])
const estimates = (list: readonly number[]) =>
  list.flatMap((percent) => people(1, leadershipUnit, 4, { estimates: { S1: percent } }))

t.test('keeps, of each atom, invited, answered and the adjusted answers', async (t) => {
  const table = release(aSetUp({ root: company }), [
    ...people(9, 'north', 4),
    ...people(6, 'south', 2),
    ...people(4, 'south', 5),
  ])
  t.same(table.atoms, [
    {
      id: 'north',
      name: 'North',
      side: 'staff',
      invited: 12,
      answered: 9,
      items: { S1: [0, 0, 1, 8, 0, 0] },
      lineOfSight: null,
    },
    {
      id: 'south',
      name: 'South',
      side: 'staff',
      invited: 12,
      answered: 10,
      items: { S1: [0, 6, 0, 0, 4, 0] },
      lineOfSight: null,
    },
  ])
  t.same(table.participation, { invited: 24, answered: 19 })
})

t.test('joins units by who answered, and says why one is hidden', async (t) => {
  const table = release(aSetUp({ root: company }), [...people(9, 'north', 4), ...people(4, 'south', 2)])
  t.same(
    table.atoms.map((atom) => [atom.name, atom.invited, atom.answered]),
    [['Company', 24, 13]],
  )
  t.same(table.hidden, [
    { id: 'north', name: 'North', countedIn: 'company', reason: 'too-few-answers' },
    { id: 'south', name: 'South', countedIn: 'company', reason: 'too-few-answers' },
  ])
})

t.test('names every person of the worked example in a shown group through both steps', async (t) => {
  const setUp = aSetUp({ root: workedExample, rule: { ...disclosureRules.standard, k: 7 } })
  const responses = setUp.units.staff.atoms.flatMap((unit) => people(unit.size, unit.id, 3))
  const table = release(setUp, responses)
  t.same(
    table.atoms.map((atom) => atom.name),
    setUp.units.staff.atoms.map((unit) => unit.name),
  )
  const people7 = table.hidden.find((node) => node.name === 'People')
  t.match(people7, { countedIn: 'company.direct+people+technology', reason: 'too-few-invited' })
  t.ok(table.groups.some((group) => group.id === people7?.countedIn))
})

t.test('finds the unit of a team, and of leaders without a unit of their own', async (t) => {
  const { units } = aSetUp({ root: workedExample })
  t.equal(unitOfTeam(units, 'depot'), 'depot+fleet+operations.direct')
  t.equal(unitOfTeam(units, 'company'), 'company.direct+people')
  t.equal(unitOfTeam(units, 'nowhere'), null)
})

t.test('lets no team without people hide another at opening', async (t) => {
  const { units } = aSetUp({
    root: team('Company', 0, [team('North', 6), team('Empty', 0, [team('Void', 0)])]),
  })
  t.same(
    units.staff.atoms.map((unit) => unit.name),
    ['North'],
  )
})

t.test('makes leadership a side of its own, in the organisation and in no team', async (t) => {
  const table = release(aSetUp({ root: company, leaders: 7 }), [
    ...people(9, 'north', 2),
    ...people(9, 'south', 2),
    ...people(6, leadershipUnit, 5),
  ])
  t.same(
    table.groups.map(({ id, side, parentId, depth, atoms }) => [id, side, parentId, depth, atoms.length]),
    [
      ['company', 'everyone', null, 0, 3],
      ['staff', 'staff', 'company', 1, 2],
      ['north', 'staff', 'company', 1, 1],
      ['south', 'staff', 'company', 1, 1],
      ['leadership', 'leadership', 'company', 1, 1],
    ],
  )
})

t.test('does not write the ratings of fewer than k leaders', async (t) => {
  const table = release(aSetUp({ root: company, leaders: 7 }), [
    ...people(9, 'north', 2),
    ...people(9, 'south', 2),
    ...people(4, leadershipUnit, 5),
  ])
  t.notOk(table.atoms.some((atom) => atom.side === 'leadership'))
  t.notOk(table.groups.some((group) => group.atoms.includes('leadership')))
  t.match(table.hidden, [{ id: 'leadership', countedIn: null, reason: 'too-few-answers' }])
})

t.test('counts fewer than k invited leaders as members of the root', async (t) => {
  const setUp = aSetUp({ root: team('Company', 3, [team('North', 12)]), leaders: 4 })
  t.same(
    setUp.units.staff.atoms.map((unit) => [unit.id, unit.size]),
    [
      ['north', 12],
      ['company.direct', 7],
    ],
  )
  const table = release(setUp, [...people(9, 'north', 2), ...people(6, 'company.direct', 2)])
  t.match(table.hidden, [{ id: 'leadership', countedIn: 'company', reason: 'too-few-invited' }])
})

t.test(
  'shows open-link answers as a group of their own, from thirty on, outside the organisation',
  async (t) => {
    const staff = [...people(9, 'north', 2), ...people(9, 'south', 2)]
    const few = release(aSetUp({ root: company }), [...staff, ...people(29, openLinkUnit, 5)])
    const enough = release(aSetUp({ root: company }), [...staff, ...people(30, openLinkUnit, 5)])
    t.same(
      few.groups.map((group) => group.id),
      ['company', 'north', 'south'],
    )
    t.match(few.hidden, [{ id: 'open-link', reason: 'too-few-answers' }])
    t.match(enough.groups.at(-1), { id: 'open-link', side: 'open', parentId: null, atoms: ['open-link'] })
    t.match(enough.atoms.at(-1), { invited: 0, answered: 30 })
    t.notOk(enough.groups[0]?.atoms.includes('open-link'))
  },
)

t.test('shows nothing at all when fewer than k staff answered, and says why', async (t) => {
  const table = release(aSetUp({ root: company, leaders: 7 }), [
    ...people(3, 'north', 2),
    ...people(7, leadershipUnit, 5, { estimates: { S1: 50 } }),
  ])
  t.match(table, {
    atoms: [],
    groups: [],
    detailGroups: [],
    estimates: {},
    participation: { invited: 31, answered: 10 },
  })
  t.same([table.atoms.length, table.groups.length, Object.keys(table.estimates).length], [0, 0, 0])
  t.match(table.hidden[0], { id: 'company', countedIn: null, reason: 'too-few-answers' })
})

t.test('tells leaders’ estimates from three on, their spread in words from k on', async (t) => {
  const staff = [...people(9, 'north', 2), ...people(9, 'south', 2)]
  const estimate = (list: readonly number[]) =>
    release(aSetUp({ root: company, leaders: 7 }), [...staff, ...estimates(list)]).estimates.S1
  t.equal(estimate([70, 80]), undefined)
  t.same(estimate([70, 80, 80]), { leaders: 3, mean: 75, spread: null })
  t.same(estimate([70, 80, 80, 80, 80]), { leaders: 5, mean: 80, spread: 'narrow' })
  t.equal(estimate([60, 60, 80, 80, 80])?.spread, 'medium')
  t.equal(estimate([40, 40, 80, 80, 80])?.spread, 'medium')
  t.equal(estimate([30, 30, 80, 80, 80])?.spread, 'wide')
  t.equal(estimate([0, 80, 80, 80, 80])?.spread, 'narrow', 'but for the lowest and the highest')
  t.same(estimate([100, 100, 100]), estimate([90, 90, 90]))
})

t.test('gives the organisation no detail that would show the leaders’ by subtraction', async (t) => {
  const large = team('Company', 0, [team('North', 40), team('South', 40)])
  const staff = [...people(35, 'north', 2), ...people(35, 'south', 2)]
  const details = (leaders: number) =>
    release(aSetUp({ root: large, leaders }), [
      ...staff,
      ...people(leaders, leadershipUnit, 5),
    ]).detailGroups.map((group) => group.id)
  t.same(details(0), ['company', 'north', 'south'])
  t.same(details(7), ['staff', 'north', 'south'])
  t.same(details(30), ['company', 'staff', 'north', 'south', 'leadership'])
})

t.test('keeps detail for unions of thirty only', async (t) => {
  const table = release(
    aSetUp({ root: workedExample }),
    aSetUp({ root: workedExample }).units.staff.atoms.flatMap((unit) => people(unit.size, unit.id, 3)),
  )
  for (const group of table.detailGroups) {
    const answered = table.atoms
      .filter((atom) => group.atoms.includes(atom.id))
      .reduce((sum, atom) => sum + atom.answered, 0)
    t.ok(answered >= 30, group.name)
  }
})

t.test('refuses counts that do not add up and edges that would meet', async (t) => {
  const setUp = aSetUp({ root: company })
  t.throws(() => release(setUp, [{ unit: 'north', items: {} }]), { message: /no answer to item S1/ })
  t.throws(() => release(setUp, people(9, 'elsewhere', 2)), { message: /not opened/ })
  t.throws(() => release(setUp, people(9, leadershipUnit, 2)), { message: /not opened/ })
  const asked = { ...setUp, priorities: [{ id: 'grow', text: 'Grow' }] }
  t.throws(() => release(asked, people(9, 'north', 2)), { message: /Lines of sight/ })
  t.throws(() => release({ ...setUp, rule: { ...setUp.rule, e: 3 } }, people(9, 'north', 2)), {
    message: /Atoms of 5/,
  })
})

const answers = fc.constantFrom<Answer>(1, 2, 3, 4, 5, 'cant-say')
const rounds = trees
  .filter((root) => peopleIn(root) >= 5)
  .map((root) => aSetUp({ root }))
  .chain((setUp) => {
    const perUnit = setUp.units.staff.atoms.map((unit) =>
      fc
        .array(answers, { maxLength: unit.size })
        .map((list) => list.map((answer) => ({ unit: unit.id, items: { S1: answer } }))),
    )
    return fc.tuple(
      fc.constant(setUp),
      fc.tuple(...perUnit).map((lists) => lists.flat() as readonly OpenedResponse[]),
    )
  })

t.test('counts every answer in exactly one atom of at least k, and groups as sums of atoms', async () => {
  fc.assert(
    fc.property(rounds, ([setUp, responses]) => {
      const table = release(setUp, responses)
      if (responses.length < 5) return table.atoms.length === 0
      const answered = table.atoms.reduce((sum, atom) => sum + atom.answered, 0)
      const invited = table.atoms.reduce((sum, atom) => sum + atom.invited, 0)
      const isLarge = table.atoms.every(
        (atom) => atom.answered >= 5 && atom.items.S1?.reduce((a, b) => a + b) === atom.answered,
      )
      return isLarge && answered === responses.length && invited === invitedTo(setUp)
    }),
    { numRuns: 500 },
  )
})

t.test(
  'decides about groups by head-counts only: other answers change neither atoms nor what is hidden',
  async () => {
    fc.assert(
      fc.property(rounds, answers, ([setUp, responses], answer) => {
        const { atoms: _, ...shape } = release(setUp, responses)
        const { atoms: __, ...other } = release(
          setUp,
          responses.map((response) => ({ ...response, items: { S1: answer } })),
        )
        return JSON.stringify(shape) === JSON.stringify(other)
      }),
      { numRuns: 300 },
    )
  },
)

t.test('tells the same whatever order the answers come in', async () => {
  fc.assert(
    fc.property(
      rounds,
      ([setUp, responses]) =>
        JSON.stringify(release(setUp, responses)) === JSON.stringify(release(setUp, responses.toReversed())),
    ),
    { numRuns: 200 },
  )
})

t.test('counts a unit in one atom only, whatever the answers', async () => {
  fc.assert(
    fc.property(rounds, ([setUp, responses]) => {
      const table = release(setUp, responses)
      const parts = table.atoms.flatMap((atom) => atom.id.split('+'))
      return new Set(parts).size === parts.length
    }),
    { numRuns: 300 },
  )
})

const manyRounds = trees
  .filter((root) => peopleIn(root) >= 5)
  .chain((root) =>
    fc.record({
      setUp: fc.constant(aSetUp({ root, leaders: 40, items: [{ code: 'X1', reversed: false }] })),
      // Up to eight times as many, so that some teams have detail and others have not.
      times: fc.integer({ min: 1, max: 8 }),
      leaders: fc.nat(40),
      open: fc.nat(40),
    }),
  )

t.test('isolates by own items nobody’s answers among fewer than the rule asks for', async () => {
  fc.assert(
    fc.property(manyRounds, ({ setUp, times, leaders, open }) => {
      const table = release(setUp, [
        ...setUp.units.staff.atoms.flatMap((unit) => people(unit.size * times, unit.id, 4)),
        ...people(leaders, leadershipUnit, 4),
        ...people(open, openLinkUnit, 4),
      ])
      const shown = shownGroups(table).filter(
        (group) =>
          !isHidden(favourable(table, group, 'X1')) ||
          !isHidden(rawAgreement(table, group, 'X1')) ||
          !isHidden(distribution(table, group, 'X1')),
      )
      const organisation = organisationGroup(table)
      const alone = shown.filter(({ side }) => side !== 'open')
      const whole = idsOf(organisation?.atoms ?? [])
      const isWhole = alone.every(({ atoms }) => idsOf(atoms) === whole)
      return isolatedBy(shown).every(
        (ids) => answeredBy(table, ids) >= table.rule.detail || (isWhole && idsOf(ids) === whole),
      )
    }),
    { numRuns: 400 },
  )
})

/** The smallest sets that sums and differences of these groups can isolate: atoms that no group tells apart. */
function isolatedBy(groups: readonly ShownGroup[]): readonly (readonly string[])[] {
  const ids = [...new Set(groups.flatMap(({ atoms }) => atoms))]
  const alike = Map.groupBy(ids, (id) => groups.map(({ atoms }) => Number(atoms.includes(id))).join(''))
  return [...alike.values()]
}

function idsOf(atoms: readonly string[]): string {
  return atoms.toSorted().join()
}

function answeredBy(table: ReleasedTable, ids: readonly string[]): number {
  const own = table.atoms.filter(({ id }) => ids.includes(id))
  return own.reduce((sum, { answered }) => sum + answered, 0)
}

function invitedTo(setUp: ReturnType<typeof aSetUp>): number {
  return setUp.units.staff.atoms.reduce((sum, unit) => sum + unit.size, 0)
}
