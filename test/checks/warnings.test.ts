import t from 'tap'
import type { Roster, RosterPerson } from '../../src/checks/queries.ts'
import { planOpening } from '../../src/checks/sign-off/plan-opening.ts'
import { type Situation, warningsOf } from '../../src/checks/sign-off/warnings.ts'
import { groupNames } from '../../src/web/group-names.ts'
import { readCatalogue } from '../../src/web/i18n.ts'

const catalogue = readCatalogue()
const k = 5

/** Teams of eight, all with different names, led by five. */
function aRoster(
  teams: number,
  change: (person: RosterPerson) => Partial<RosterPerson> = () => ({}),
): Roster {
  const ids = Array.from({ length: teams }, (_, at) => `t${at}`)
  const person = (teamId: string | null, at: number): RosterPerson => {
    const id = `${teamId ?? 'lead'}-${at}`
    const one = { id, teamId, name: id, isLeader: teamId === null, hasAddress: true, language: null }
    return { ...one, ...change(one) }
  }
  const eight = (teamId: string) => Array.from({ length: 8 }, (_, at) => person(teamId, at))
  return {
    teams: ids.map((id) => ({ id, name: `Team ${id}`, parentId: null })),
    people: [...ids.flatMap(eight), ...Array.from({ length: 5 }, (_, at) => person(null, at))],
  }
}

function warned(roster: Roster, change: Partial<Situation> = {}): readonly string[] {
  const names = groupNames(catalogue, 'en')
  const plan = planOpening({ id: 'root', name: 'Kestrel Payments' }, roster, { k, names })
  const priorities = [{ id: 'p1', text: 'A faster first payment' }]
  const check = { priorities, opensOn: '2026-11-20' }
  const calm = { check, roster, plan, k, today: '2026-11-20', hasMail: true, isSealed: true }
  return warningsOf({ ...calm, ...change }).map((one) => catalogue.say('en', one))
}

t.test('where all is as it should be, nobody is warned', async (t) => {
  t.same(warned(aRoster(3)), [])
})

t.test('each thing that a consultant should know is said once', async (t) => {
  const cases: readonly (readonly [RegExp, readonly string[]])[] = [
    [/interviews tell more/, warned(aRoster(1))],
    [/Nobody is marked as a leader/, warned(aRoster(3, () => ({ isLeader: false })))],
    [/There is one leader, fewer than 5/, warned(aRoster(3, ({ id }) => ({ isLeader: id === 'lead-0' })))],
    [/One person has no e-mail/, warned(aRoster(3, ({ id }) => ({ hasAddress: id !== 't1-1' })))],
    [
      /Sam stands 2 times in Team t0/,
      warned(aRoster(3, ({ id, name }) => ({ name: /^t0-[12]/.test(id) ? 'Sam' : name }))),
    ],
    [/No priorities are agreed/, warned(aRoster(3), { check: { priorities: [], opensOn: '2026-11-20' } })],
    [/opening day has not come/, warned(aRoster(3), { today: '2026-11-19' })],
    [/No mail server/, warned(aRoster(3), { hasMail: false })],
  ]
  for (const [text, said] of cases) {
    t.equal(said.length, 1, said.join(' | '))
    t.match(said[0], text)
  }
})

t.test('many keys take a while, in which nothing may be changed', async (t) => {
  t.match(warned(aRoster(200)).join(), /each of the 201 groups, .* Change no team, no person/)
  t.same(warned(aRoster(200), { isSealed: false }), [], 'a trial has no keys')
  t.same(warned(aRoster(98)), [])
})
