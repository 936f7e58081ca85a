import fc from 'fast-check'
import t from 'tap'
import { followPaths } from '../../../src/organisations/roster-import/follow-teams.ts'
import { guessColumns } from '../../../src/organisations/roster-import/guess-columns.ts'
import type { Mapping } from '../../../src/organisations/roster-import/mapping.ts'
import { pathKey } from '../../../src/organisations/roster-import/place-teams.ts'
import {
  type ImportPlan,
  planImport,
  type Roster,
} from '../../../src/organisations/roster-import/plan-import.ts'

const organisation = 'Heron Foods'
const nobody: Roster = { organisation, teams: [], people: [] }

/** The roster as it stands once a plan is carried out. */
function carryOut(plan: ImportPlan, before: Roster): Roster {
  const ids = new Map<string, string>()
  const pathOf = new Map<string, readonly string[]>()
  for (const team of before.teams) {
    const path: string[] = []
    for (let at: typeof team | undefined = team; at; at = before.teams.find(({ id }) => id === at?.parentId))
      path.unshift(at.name)
    ids.set(pathKey(path), team.id)
    pathOf.set(team.id, path)
  }
  const paths = new Map([...pathOf])
  followPaths(paths, plan.followed)
  for (const [id, path] of paths) ids.set(pathKey(path), id)
  const added = plan.newTeams.map((path) => {
    const id = `team ${pathKey(path)}`
    ids.set(pathKey(path), id)
    return { id, parentId: ids.get(pathKey(path.slice(0, -1))) ?? null, name: path.at(-1) ?? '' }
  })
  const kept = before.teams.map(({ id }) => {
    const path = paths.get(id) ?? []
    return { id, parentId: ids.get(pathKey(path.slice(0, -1))) ?? null, name: path.at(-1) ?? '' }
  })
  const saved = plan.rows
    .filter(({ fate }) => fate !== 'error')
    .map((row) => ({
      id: row.personId ?? `person ${row.row}`,
      name: row.name,
      email: row.email,
      teamId: ids.get(pathKey(row.path)) ?? null,
      isLeader: row.isLeader,
      language: row.language,
    }))
  const touched = new Set(saved.map(({ id }) => id))
  const left = before.people.filter(({ id }) => !touched.has(id))
  return { organisation, teams: [...kept, ...added], people: [...left, ...saved] }
}

const word = fc.constantFrom('Sales', 'North', 'South', 'Support', 'sales', 'Data')
const row = fc.record({
  Name: fc.constantFrom('Ada Example', 'Ben Example', 'Cleo Example', 'ada example', ''),
  'E-mail': fc.constantFrom(
    '',
    'ada@kestrel.example',
    'ADA@kestrel.example',
    'ben@kestrel.example',
    'not one',
  ),
  Team: fc.oneof(
    fc.constant(''),
    word,
    fc.array(word, { minLength: 1, maxLength: 3 }).map((path) => path.join(' > ')),
  ),
  Parent: fc.oneof(fc.constant(''), word),
  Leader: fc.constantFrom('', 'yes', 'no', 'perhaps'),
  Language: fc.constantFrom('', 'en', 'Deutsch', 'Klingon'),
})
type Row = Record<string, string>
const heads = ['Name', 'E-mail', 'Team', 'Parent', 'Leader', 'Language'] as const

function tableOf(rows: readonly Row[], order: readonly string[] = heads) {
  return [order, ...rows.map((one) => order.map((head) => one[head] ?? ''))]
}

const mapped: Mapping = {
  header: 0,
  roles: ['name', 'email', 'team', 'parent', 'leader', 'language'],
  separator: ' > ',
  makeParents: false,
  lastFirst: false,
  keepsTop: false,
}

t.test('the same file again changes nothing, whatever it holds', async () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.boolean(), (rows, makeParents) => {
      const mapping = { ...mapped, makeParents }
      const first = planImport(tableOf(rows), mapping, nobody)
      const second = planImport(tableOf(rows), mapping, carryOut(first, nobody))
      const { counts } = second
      return (
        counts.new === 0 &&
        counts.updated === 0 &&
        counts.error === first.counts.error &&
        second.newTeams.length === 0 &&
        second.missing.length === 0
      )
    }),
    { numRuns: 500 },
  )
})

t.test('the order of the columns never matters', async (t) => {
  const order = fc.shuffledSubarray([...heads], { minLength: heads.length })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), order, (rows, order) => {
      const plan = (columns: readonly string[]) => {
        const table = tableOf(rows, columns)
        return planImport(table, guessColumns(table), nobody)
      }
      t.same(plan(order), plan(heads))
    }),
    { numRuns: 100 },
  )
})

t.test('the order of the rows never decides where a person belongs', async (t) => {
  const distinct = fc.uniqueArray(row, {
    minLength: 1,
    maxLength: 8,
    selector: (one) => one.Name.toLowerCase(),
  })
  fc.assert(
    fc.property(distinct, (rows) => {
      const places = (given: readonly Row[]) =>
        planImport(tableOf(given), mapped, nobody)
          .rows.map(({ name, path }) => `${name} ${pathKey(path)}`)
          .sort()
      t.same(places([...rows].reverse()), places(rows))
    }),
    { numRuns: 100 },
  )
})

t.test('every row has one fate, and everybody stays or is named as missing', async () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 10 }), fc.array(row, { maxLength: 10 }), (older, newer) => {
      const before = carryOut(planImport(tableOf(older), mapped, nobody), nobody)
      const plan = planImport(tableOf(newer), mapped, before)
      const touched = plan.rows.flatMap(({ personId }) => (personId === null ? [] : [personId]))
      const { counts } = plan
      const after = carryOut(plan, before).people
      const emails = after.flatMap(({ email }) => (email === null ? [] : [email.toLowerCase()]))
      return (
        counts.new + counts.updated + counts.unchanged + counts.error === plan.rows.length &&
        new Set(touched).size === touched.length &&
        touched.length + plan.missing.length <= before.people.length &&
        new Set(emails).size === emails.length
      )
    }),
    { numRuns: 300 },
  )
})

function plan(rows: readonly (readonly string[])[], options: Partial<Mapping> = {}, roster = nobody) {
  return planImport([[...heads], ...rows.map((cells) => [...cells])], { ...mapped, ...options }, roster)
}
const paths = (made: ImportPlan) => made.rows.map(({ path }) => path.join(' > '))
const told = (made: ImportPlan) =>
  made.rows.flatMap(({ problems }) => problems.map(({ text }) => text.key.split('.').at(-1)))

t.test('team and parent make a tree, in any order', async (t) => {
  const made = plan([
    ['Ada', '', 'North', 'Sales'],
    ['Ben', '', 'Sales', 'Kestrel'],
    ['Cleo', '', 'Kestrel', 'Kestrel'],
    ['Dan', '', '', 'Sales'],
  ])
  t.same(paths(made), ['Kestrel > Sales > North', 'Kestrel > Sales', 'Kestrel', 'Kestrel > Sales'])
})

t.test('a loop, an unknown parent and a name that stands for two teams are errors', async (t) => {
  t.same(
    told(
      plan([
        ['Ada', '', 'North', 'Sales'],
        ['Ben', '', 'Sales', 'North'],
      ]),
    ),
    ['team-loop', 'team-loop'],
  )
  t.same(told(plan([['Ada', '', 'North', 'Slaes']])), ['parent-unknown'])
  t.same(paths(plan([['Ada', '', 'North', 'Slaes']], { makeParents: true })), ['Slaes > North'])
  t.same(
    told(
      plan([
        ['Ada', '', 'Sales > North'],
        ['Ben', '', 'Support > North'],
        ['Cleo', '', 'North'],
      ]),
    ),
    ['team-ambiguous'],
  )
  t.same(told(plan([['Ada', '', 'x'.repeat(121)]])), ['too-long'])
  const deep = Array.from({ length: 21 }, (_, at) => `Level ${at}`).join(' > ')
  t.same(told(plan([['Ada', '', deep]])), ['team-deep'])
  const absurd = Array.from({ length: 20_000 }, (_, at) => `Level ${at}`).join(' > ')
  const start = performance.now()
  t.same(told(plan([['Ada', '', absurd]])), ['team-deep'])
  t.ok(performance.now() - start < 2_000, 'a path of thousands takes no longer than its reading')
})

t.test('a team is found again by its name alone where there is one', async (t) => {
  const teams = [
    { id: 'k', parentId: null, name: 'Kestrel' },
    { id: 's', parentId: 'k', name: 'Sales' },
  ]
  const made = plan([['Ada', '', 'SALES']], {}, { organisation, teams, people: [] })
  t.same(paths(made), ['Kestrel > Sales'])
  t.same(made.newTeams, [])
})

t.test('a person without an address is known by name and team, and gets the address', async (t) => {
  const ada = { id: 'ada', name: 'Ada Example', email: null, teamId: 's', isLeader: true, language: 'fr' }
  const roster = { organisation, teams: [{ id: 's', parentId: null, name: 'Sales' }], people: [ada] }
  const made = plan([['ada example', 'ada@kestrel.example', 'Sales']], {}, roster)
  t.match(made.rows, [
    { fate: 'updated', personId: 'ada', email: 'ada@kestrel.example', language: 'fr', isLeader: false },
  ])
  t.match(plan([['Ada Example', 'ada@kestrel.example', 'Support']], {}, roster).rows, [{ fate: 'new' }])
})

t.test('another address is another person', async (t) => {
  const ada = {
    id: 'ada',
    name: 'Ada Example',
    email: 'ada@kestrel.example',
    teamId: null,
    isLeader: false,
    language: null,
  }
  const made = plan(
    [['Ada Example', 'ada.two@kestrel.example']],
    {},
    { organisation, teams: [], people: [ada] },
  )
  t.match(made.rows, [{ fate: 'new' }])
  t.same(told(made), ['namesake'])
})

t.test('cells that look like formulas stay text', async (t) => {
  t.match(plan([['=SUM(A1)', '', '+Sales']]).rows, [{ name: '=SUM(A1)', path: ['+Sales'] }])
})

t.test('whom a row with an error may mean is not missing', async (t) => {
  const person = (id: string, email: string | null) => ({
    id,
    name: `${id} Example`,
    email,
    teamId: null,
    isLeader: false,
    language: null,
  })
  const people = [
    person('Ada', 'ada@kestrel.example'),
    person('Ben', 'ben@kestrel.example'),
    person('Cleo', null),
  ]
  const made = plan(
    [
      ['Ada Example', 'ada at kestrel'],
      ['', 'BEN@kestrel.example'],
    ],
    {},
    { organisation, teams: [], people },
  )
  t.equal(made.counts.error, 2)
  t.same(
    made.missing.map(({ id }) => id),
    ['Cleo'],
  )
})

t.test('a total and notes under the list are told, and nobody is made of them', async (t) => {
  const table = [
    ['Name', 'E-mail', 'Team'],
    ['Ada Example', 'ada@kestrel.example', 'Sales'],
    ['Total Example', '', 'Sales'],
    ['Summe', '', '2'],
    [''],
    ['Confidential, for HR only'],
  ]
  const plan = planImport(table, guessColumns(table), nobody)
  t.same(
    plan.rows.map(({ row, fate }) => [row, fate]),
    [
      [2, 'new'],
      [3, 'new'],
      [4, 'error'],
      [6, 'error'],
    ],
  )
  t.match(plan.rows[2]?.problems, [{ column: 'name', text: { key: 'roster-import.problem.note' } }])
  const names = [['Name'], ['Ada Example'], [''], ['Ben Example']]
  t.same(
    planImport(names, guessColumns(names), nobody).counts.new,
    2,
    'in a list of names alone a name is one',
  )
})

t.test('a dash or "n/a" in a cell is nothing', async (t) => {
  const table = [
    ['Name', 'E-mail', 'Team'],
    ['Ada Example', 'n/a', '-'],
    ['Ben Example', 'ben@kestrel.example', 'Sales'],
  ]
  t.match(planImport(table, guessColumns(table), nobody).rows[0], { fate: 'new', email: null, path: [] })
})

t.test('the names of the columns, repeated, and totals in other words are nobody', async (t) => {
  const table = [
    ['FIRSTNAME', 'LASTNAME', 'EMAIL', 'DEPARTMENT'],
    ['First Name', 'Last Name', 'Email', 'Department'],
    ['Ada', 'Example', 'ada@kestrel.example', 'Sales'],
    ['Effectif total : 1'],
    ['Anzahl Mitarbeiter: 1'],
  ]
  const made = planImport(table, guessColumns(table), nobody)
  t.same(told(made), ['head-again', 'note', 'note'])
  t.same(
    made.rows.map(({ fate }) => fate),
    ['error', 'new', 'error', 'error'],
  )
})

t.test('the same person twice is said so, and the first row counts', async (t) => {
  const ada = ['Ada Example', 'ada@kestrel.example', 'Sales']
  t.same(told(plan([ada, ada, ['Ben Example', 'ADA@kestrel.example']])), ['person-twice', 'email-twice'])
})

t.test('what stands invisibly in cells makes nobody another person', async (t) => {
  const made = plan([
    [
      '\u200eAda\u00a0 Example\u200b',
      '\u202aADA@kestrel.example\u202c',
      'Zu\u0308rich\u00ad',
      '',
      '',
      'German (Germany)',
    ],
    ['👩🏽\u200d💻 Ben', '', "'0100", '', '', 'zh-Hans-CN'],
    ["'t Sample", '', '0100', '', '', 'English (US)'],
  ])
  t.match(made.rows, [
    { name: 'Ada Example', email: 'ADA@kestrel.example', path: ['Zürich'], language: 'de' },
    { name: '👩🏽\u200d💻 Ben', path: ['0100'], language: 'zh' },
    { name: "'t Sample", path: ['0100'], language: 'en' },
  ])
})
