import fc from 'fast-check'
import t from 'tap'
import { clusterAlike } from '../../../src/domain/text/cluster.ts'
import { suggestThemes } from '../../../src/domain/text/suggest-themes.ts'
import { splitWords, termsOf } from '../../../src/domain/text/terms.ts'
import { cosine, weighTerms } from '../../../src/domain/text/weigh-terms.ts'

function themesOf(texts: readonly string[], languages: readonly string[] = ['en']) {
  return suggestThemes(
    texts.map((text) => ({ id: text, text })),
    { languages },
  )
}

t.test('brings different words for one priority together and says on which words it rests', async (t) => {
  const themes = themesOf([
    'Grow in the mid-market',
    'Hire twelve engineers',
    'Win mid-sized accounts',
    'Recruit developers',
    'Open the second warehouse',
  ])
  t.same(
    themes.map((theme) => theme.statements),
    [
      ['Grow in the mid-market', 'Win mid-sized accounts'],
      ['Hire twelve engineers', 'Recruit developers'],
      ['Open the second warehouse'],
    ],
  )
  t.same(themes[1]?.words, [
    { words: ['hire', 'recruit'], statements: 2 },
    { words: ['developers', 'engineers'], statements: 2 },
  ])
  t.match(themes[2], { words: [], likeness: null, exemplar: 'Open the second warehouse' })
})

t.test('sees one priority in two languages', async (t) => {
  const themes = themesOf(
    ['Reduce churn', 'Kundenbindung verbessern', 'Kosten um 10 % senken', 'Cut costs by ten per cent'],
    ['en', 'de'],
  )
  t.same(
    themes.map((theme) => theme.statements),
    [
      ['Cut costs by ten per cent', 'Kosten um 10 % senken'],
      ['Kundenbindung verbessern', 'Reduce churn'],
    ],
  )
})

t.test('leaves apart what shares nothing but words that say little', async (t) => {
  const themes = themesOf(['Improve the new process', 'Improve safety', 'Become better'])
  t.equal(themes.length, 3)
})

t.test('takes an empty set, an empty text and a text of stop words', async (t) => {
  t.same(themesOf([]), [])
  t.same(
    themesOf(['', 'the of and']).map((theme) => theme.statements),
    [[''], ['the of and']],
  )
})

t.test('puts every statement in exactly one theme, in whatever order they come', async () => {
  const phrases = [
    'grow revenue',
    'cut cost',
    'hire staff',
    'fast delivery',
    'safe sites',
    'data',
    'in Leeds',
    '400 shops',
  ]
  const statements = fc.uniqueArray(
    fc.array(fc.constantFrom(...phrases), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(statements, (texts) => {
      const there = themesOf(texts)
      const back = themesOf(texts.toReversed())
      const placed = there.flatMap((theme) => theme.statements)
      return (
        JSON.stringify(there) === JSON.stringify(back) &&
        placed.length === texts.length &&
        new Set(placed).size === texts.length
      )
    }),
  )
})

t.test('joins fewer, never more, when the threshold rises', async () => {
  const row = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
  fc.assert(
    fc.property(fc.array(row, { minLength: 8, maxLength: 8 }), (drawn) => {
      const similarity = drawn.map((_, i) =>
        drawn.map((_, j) => drawn[Math.min(i, j)]?.[Math.max(i, j)] ?? 0),
      )
      const counts = [0, 0.2, 0.5, 0.8, 1.1].map((threshold) => clusterAlike(similarity, threshold).length)
      return counts.every((count, at) => count >= (counts[at - 1] ?? 1)) && counts.at(-1) === 8
    }),
  )
})

t.test('does not let one strong pair carry unrelated statements', async (t) => {
  const similarity = [
    [1, 0.8, 0],
    [0.8, 1, 0.3],
    [0, 0.3, 1],
  ]
  t.same(clusterAlike(similarity, 0.12), [[0, 1], [2]])
})

t.test('weighs the rare word more than the common one', async (t) => {
  const texts = ['Nimbus billing', 'Nimbus search', 'Nimbus billing faults', 'Nimbus training']
  const [billing, search, faults] = weighTerms(texts.map((text) => termsOf(text, ['en'])))
  t.ok(cosine(billing ?? new Map(), faults ?? new Map()) > cosine(billing ?? new Map(), search ?? new Map()))
})

t.test('splits words at hyphens and drops possessives and stray figures', async (t) => {
  t.same(splitWords('The client’s mid-market launch, Q3: 2nd step'), [
    'the',
    'client',
    'mid',
    'market',
    'launch',
    'q3',
    'step',
  ])
})

t.test('takes names that everybody uses for nothing', async (t) => {
  const statements = ['Make Nimbus cheaper', 'Nimbus for schools'].map((text) => ({ id: text, text }))
  const count = (names: readonly string[]) => suggestThemes(statements, { languages: ['en'], names }).length
  t.same([count([]), count(['Nimbus Ltd'])], [1, 2])
})

t.test('tells an engine from an engineer', async (t) => {
  const concepts = (text: string) => termsOf(text, ['en']).flatMap((term) => term.concepts)
  t.same(concepts('engineers'), ['developer'])
  t.same(concepts('engine'), [])
})
