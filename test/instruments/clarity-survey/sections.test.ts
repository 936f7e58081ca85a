import t from 'tap'
import { chooseItems } from '../../../src/instruments/clarity-survey/items.ts'
import { countQuestions, surveySections } from '../../../src/instruments/clarity-survey/sections.ts'

const priorities = [{ id: 'p1', text: 'Win mid-sized customers' }]
const staff = { items: chooseItems({}), priorities, isLeader: false }
const outline = (setUp: typeof staff) => surveySections(setUp).map(({ kind, from, to }) => [kind, from, to])

t.test('statements come five at a time, then what people name, serve and stumble over', async (t) => {
  t.same(outline(staff), [
    ['statements', 1, 5],
    ['statements', 6, 10],
    ['statements', 11, 15],
    ['statements', 16, 20],
    ['named', 21, 21],
    ['serves', 22, 22],
    ['obstacle', 23, 23],
  ])
  t.same(surveySections(staff)[1]?.codes, ['S6', 'O1', 'O2', 'O3', 'O4'])
  t.equal(countQuestions(staff), 23)
})

t.test('statements of the organisation’s own come after the others, in a section of their own', async (t) => {
  const own = { texts: { en: 'I have the tools I need.' }, pillar: 'operational', reversed: false } as const
  const items = chooseItems({
    droppedItems: ['C8'],
    ownItems: [
      { code: 'X1', ...own },
      { code: 'X2', ...own },
    ],
  })
  const sections = surveySections({ ...staff, items })
  t.same(
    sections.slice(3, 6).map(({ kind, codes, from, to, isOwn }) => [kind, codes, from, to, isOwn]),
    [
      ['statements', ['C4', 'C5', 'C6', 'C7'], 16, 19, false],
      ['statements', ['X1', 'X2'], 20, 21, true],
      ['named', [], 22, 22, false],
    ],
  )
  t.equal(countQuestions({ ...staff, items, isLeader: true }), 33, 'and no leader guesses about them')
})

t.test('leaders estimate last, recall by itself', async (t) => {
  const leader = { ...staff, isLeader: true }
  t.same(outline(leader).slice(7), [
    ['estimates', 24, 28],
    ['estimates', 29, 31],
    ['estimates', 32, 32],
  ])
  t.same(surveySections(leader).at(-1)?.codes, ['all-priorities'])
})

t.test('without agreed priorities nobody is asked which one the team serves', async (t) => {
  const kinds = surveySections({ ...staff, priorities: [], isLeader: true }).map((section) => section.kind)
  t.notOk(kinds.includes('serves'))
  t.equal(countQuestions({ ...staff, priorities: [], isLeader: true }), 30)
})

t.test('dropped items leave no empty section', async (t) => {
  const pulse = { ...staff, items: chooseItems({ isPulse: true }) }
  t.same(outline(pulse)[0], ['statements', 1, 5])
  t.equal(surveySections(pulse).length, 4)
})
