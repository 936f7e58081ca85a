import fc from 'fast-check'
import t from 'tap'
import { leadershipGroup, staffGroup } from '../../../src/domain/disclosure/read-released.ts'
import { readThemes } from '../../../src/domain/disclosure/read-themes.ts'
import { otherThemes, releaseThemes } from '../../../src/domain/disclosure/released-themes.ts'
import { aSurvey, releasedTableOf } from '../../support/released.ts'
import { allWorlds, provenAnswers, type World } from './attacker.ts'

const table = releasedTableOf(aSurvey)
const { e, texts, detail } = table.rule
const themes = ['a', 'b', 'c'].map((id) => ({ id, name: `Theme ${id}` }))
const repeat = (count: number, code: string) => Array.from({ length: count }, () => code)
const staffOf = (codes: readonly string[], answered = 74) => {
  const released = releaseThemes(table, themes, [{ side: 'staff', answered, heard: answered, codes }])
  return { released, staff: released.sides.staff }
}

t.test('the table has both sides', async (t) => {
  t.ok(staffGroup(table) !== null && leadershipGroup(table) !== null)
})

t.test('a theme of very few is not named, and cannot be found by subtraction', async (t) => {
  const { released, staff } = staffOf([...repeat(30, 'a'), ...repeat(10, 'b'), ...repeat(e, 'c')])
  t.same(staff?.counts, { a: 30, b: 10, [otherThemes]: e })
  t.same(
    released.themes.map(({ id }) => id),
    ['a', 'b'],
  )
  t.notMatch(JSON.stringify(released), 'Theme c')
})

t.test('fewer texts than the rule asks for tell nothing', async (t) => {
  const { released, staff } = staffOf(repeat(texts - 1, 'a'))
  t.same(staff, { written: 0, counts: {}, answered: 74 })
  t.same(released.themes, [])
  t.same(readThemes(table, released, 'staff'), { hidden: 'too-few-answers' })
  t.same(readThemes(table, released, 'leadership'), { hidden: 'not-asked' })
  t.same(readThemes(table, null, 'staff'), { hidden: 'not-asked' })
})

t.test('where no theme is shared by enough, all who wrote said something else', async (t) => {
  const codes = [...repeat(2, 'a'), ...repeat(2, 'b'), 'c', ...repeat(5, 'none')]
  t.same(staffOf(codes, 74).staff, { written: 10, counts: { [otherThemes]: 10 }, answered: 74 })
  t.same(staffOf(codes, 12).staff, { written: 11, counts: { [otherThemes]: 11 }, answered: 12 })
})

t.test('few texts are told in words, many in numbers', async (t) => {
  const few = staffOf([...repeat(12, 'a'), ...repeat(5, 'b'), ...repeat(3, 'none')]).released
  t.same(readThemes(table, few, 'staff'), {
    kind: 'words',
    written: 20,
    words: { a: 'most', b: 'some', other: 'some' },
  })
  const many = staffOf([...repeat(detail, 'a'), ...repeat(5, 'b')]).released
  t.same(readThemes(table, many, 'staff'), {
    kind: 'numbers',
    written: detail + 5,
    counts: { a: detail, b: 5, other: 0 },
  })
})

t.test(
  'whoever alone said something else, or alone wrote nothing, is not told from the others',
  async (t) => {
    const told = (codes: readonly string[], answered: number) =>
      JSON.stringify(staffOf(codes, answered).released)
    const unanimous = Array.from({ length: e + 1 }, (_, others) =>
      told([...repeat(40 - others, 'a'), ...repeat(others, 'b')], 74),
    )
    t.equal(new Set(unanimous).size, 1, 'up to e others')
    const silent = Array.from({ length: e + 1 }, (_, at) =>
      told([...repeat(50 - at, 'a'), ...repeat(24, 'b')], 74),
    )
    t.equal(new Set(silent).size, 1, 'up to e who wrote nothing')
  },
)

t.test('nothing is told where nearly all wrote, but too few for whatever that may stand for', async (t) => {
  for (const silent of [0, 1, 2]) {
    const answered = texts + e - 1
    t.match(staffOf(repeat(answered - silent, 'a'), answered).staff, { written: 0, counts: {} }, `${silent}`)
  }
})

// The last two are who wrote what belongs to no theme, and who wrote nothing.
const written = ['a', 'b', 'none'] as const
const everyWorld = [10, 11, 12, 13, 14].flatMap((n) => allWorlds(n, written.length + 1))
const toldOf = (world: World, rule = table.rule) => {
  const codes = written.flatMap((code, at) => repeat(world[at] ?? 0, code))
  const answered = world.reduce((sum, count) => sum + count, 0)
  const released = releaseThemes({ ...table, rule }, themes, [
    { side: 'staff', answered, heard: answered, codes },
  ])
  return JSON.stringify([answered, released, readThemes(table, released, 'staff')])
}

t.test('a member who knows their own answer proves nobody else’s, nor that all wrote', async (t) => {
  // Of 6, 6 and one silent, none was left to take the place of another: the silent knew that all others wrote.
  t.equal(toldOf([6, 6, 0, 1]), toldOf([7, 6, 0, 0]))
  const hasWritten = (answer: number) => answer < written.length
  for (const sideOf of [hasWritten, (answer: number) => answer]) {
    t.same(provenAnswers({ worlds: everyWorld, shownAs: (world) => toldOf(world), sideOf }), [])
    const careless = (world: World) => toldOf(world, { ...table.rule, e: 0 })
    t.ok(provenAnswers({ worlds: everyWorld, shownAs: careless, sideOf }).length > 0, 'and it would be seen')
  }
})

t.test('what is told sums to those who wrote, and each named theme has more than e people', async () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c', 'none'), { maxLength: 74 }),
      fc.integer({ min: 0, max: 40 }),
      (codes, silent) => {
        const { staff } = staffOf(codes, codes.length + silent)
        const counts = Object.entries(staff?.counts ?? {})
        const sum = counts.reduce((total, [, count]) => total + count, 0)
        const isNamedByMany = counts.every(([id]) => {
          return id === otherThemes || codes.filter((code) => code === id).length > e
        })
        return sum === staff?.written && isNamedByMany && counts.every(([, count]) => count >= 0)
      },
    ),
  )
})
