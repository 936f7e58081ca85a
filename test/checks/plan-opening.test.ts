import fc from 'fast-check'
import t from 'tap'
import { findUnit } from '../../src/checks/invitations/find-unit.ts'
import { nextStep, type RoundState } from '../../src/checks/overview/next-step.ts'
import type { Roster, RosterPerson, UnitRecord } from '../../src/checks/queries.ts'
import { planOpening } from '../../src/checks/sign-off/plan-opening.ts'
import { groupNames } from '../../src/web/group-names.ts'
import { readCatalogue } from '../../src/web/i18n.ts'

const names = groupNames(readCatalogue(), 'en')
const organisation = { id: 'root', name: 'Kestrel Payments' }

function aPerson(id: string, teamId: string | null, isLeader = false): RosterPerson {
  return { id, teamId, name: id, isLeader, hasAddress: true, language: null }
}

const people = (prefix: string, count: number, teamId: string | null, isLeader = false) =>
  Array.from({ length: count }, (_, at) => aPerson(`${prefix}${at}`, teamId, isLeader))

const rosters: fc.Arbitrary<Roster> = fc
  .record({
    parents: fc.array(fc.nat(), { maxLength: 8 }),
    places: fc.array(fc.record({ team: fc.nat(8), isLeader: fc.boolean() }), { maxLength: 60 }),
  })
  .map(({ parents, places }) => {
    const teams = parents.map((parent, at) => ({
      id: `t${at}`,
      name: `Team ${at}`,
      parentId: at === 0 || parent % (at + 1) === at ? null : `t${parent % at}`,
    }))
    return {
      teams,
      people: places.map(({ team, isLeader }, at) =>
        aPerson(`p${at}`, team < teams.length ? `t${team}` : null, isLeader && at % 4 === 0),
      ),
    }
  })

t.test('every person is in exactly one unit, and every unit has at least k', async (t) => {
  fc.assert(
    fc.property(rosters, fc.constantFrom(5, 10), (roster, k) => {
      const plan = planOpening(organisation, roster, { k, names })
      if (!plan.units.some(({ side }) => side === 'staff')) return true
      const counted = Map.groupBy(roster.people, (person) => plan.unitOf(person))
      return (
        !counted.has(null) &&
        plan.units.every(({ key, invited }) => invited >= k && counted.get(key)?.length === invited)
      )
    }),
    { numRuns: 1_000 },
  )
  t.pass('held')
})

t.test('a single top team with the organisation’s name is the root itself', async (t) => {
  const roster = {
    teams: [
      { id: 'top', parentId: null, name: 'kestrel payments ' },
      { id: 'north', parentId: 'top', name: 'North' },
    ],
    people: [...people('a', 6, 'top'), ...people('b', 7, 'north')],
  }
  const plan = planOpening(organisation, roster, { k: 5, names })
  t.same(
    plan.groups.map(({ name }) => name),
    ['Kestrel Payments', 'North', 'Kestrel Payments directly'],
  )
})

t.test('someone who joins late is counted where their team is', async (t) => {
  const roster = {
    teams: [
      { id: 'sales', parentId: null, name: 'Sales' },
      { id: 'north', parentId: 'sales', name: 'North' },
      { id: 'south', parentId: 'sales', name: 'South' },
      { id: 'data', parentId: null, name: 'Data' },
    ],
    people: [
      ...people('n', 9, 'north'),
      ...people('s', 6, 'south'),
      ...people('d', 5, 'data'),
      ...people('l', 5, null, true),
    ],
  }
  const plan = planOpening(organisation, roster, { k: 5, names })
  const units: UnitRecord[] = plan.units.map((unit) => ({ ...unit, id: unit.key }))
  const teams = [...roster.teams, { id: 'new', parentId: 'north', name: 'New' }]
  const unitOf = (person: RosterPerson) => findUnit(person, { frozen: plan.frozen, teams, units })?.name
  t.equal(unitOf(aPerson('x', 'data')), 'Data')
  t.equal(unitOf(aPerson('x', 'new')), 'North', 'a newer team goes by its parent')
  t.equal(unitOf(aPerson('x', 'sales')), 'South', 'nobody is directly in Sales: its smallest unit')
  t.equal(unitOf(aPerson('x', null)), 'Data', 'nobody is directly in the root: the smallest unit of all')
  t.equal(unitOf(aPerson('x', 'data', true)), 'Leadership team')
})

const quiet: RoundState = {
  ...{ status: 'open', held: 0, failed: 0, isSending: false, daysOpen: 1, daysLeft: 10, bandTo: null },
  ...{ hasReminded: false, isReminding: false, hasTextsLeft: true, hasFigures: true, hasCardsLeft: false },
  ...{ hasNoKeys: false, isOpening: false, organisationId: 'kestrel' },
}

t.test('the next step is what would be lost if it waited longest', async (t) => {
  const cases: readonly (readonly [Partial<RoundState>, string])[] = [
    [{ status: 'draft' }, '/sign-off'],
    [{ status: 'draft', isOpening: true }, ''],
    [{ failed: 2, held: 3 }, '/messages?show=failed'],
    [{ held: 3 }, '/messages'],
    [{}, '/groups'],
    [{ daysLeft: 3, bandTo: 50 }, '/extend'],
    [{ hasCardsLeft: true, isSending: true }, '/cards'],
    [{ daysLeft: 3, bandTo: 60, hasReminded: true }, '/groups'],
    [{ status: 'closed' }, '/coding/q1'],
    [{ status: 'closed', hasTextsLeft: false }, '/findings'],
    [{ status: 'closed', hasFigures: false, hasTextsLeft: false }, '/report'],
    [{ status: 'reported' }, '/report'],
    [{ status: 'paused', failed: 2 }, '/close'],
    [{ hasNoKeys: true, status: 'paused' }, '/discard'],
    [{ status: 'discarded' }, '/app/organisations/kestrel'],
  ]
  for (const [changed, path] of cases) t.equal(nextStep({ ...quiet, ...changed }).path, path)
  t.equal(nextStep({ ...quiet, daysOpen: 4 }).text.key, 'checks.next.remind')
  t.equal(nextStep({ ...quiet, daysOpen: 4, hasReminded: true }).text.key, 'checks.next.wait')
})
