import t from 'tap'
import { suggestFor, suggestHere } from '../../src/coding/suggest.ts'

const text = (id: string, words: string) => ({ id, text: words, question: 'q1' })

t.test('texts like a given theme are suggested for it, with the words', async (t) => {
  const texts = [
    text('a', 'Open in Ireland'),
    text('b', 'Ireland launch'),
    text('c', 'Cut failed payments'),
    text('d', 'Hiring'),
  ]
  const themes = [
    { id: 'p1', name: 'Open for business in Ireland' },
    { id: 'p2', name: 'Halve failed payments' },
  ]
  const found = suggestHere({ texts, themes, languages: ['en'] })
  t.same(
    found.map(({ statements, theme }) => [statements.toSorted(), theme]).toSorted(),
    [
      [['a', 'b'], 'p1'],
      [['c'], 'p2'],
      [['d'], null],
    ],
    'the themes themselves are nobody’s text',
  )
  t.ok(found[0]?.words.some(({ words }) => words.includes('ireland')))
})

t.test('a “not” alone ties nothing together', async (t) => {
  const texts = [text('a', 'Tools do not talk'), text('b', 'Not enough people')]
  t.notOk(suggestHere({ texts, languages: ['en'] }).some(({ statements }) => statements.length > 1))
})

t.test('many texts are compared in a thread of their own, with the same outcome', async (t) => {
  const texts = Array.from({ length: 230 }, (_, at) =>
    text(`x${at}`, at % 2 === 0 ? 'Handover to sales' : `Topic ${at}`),
  )
  t.same(await suggestFor({ texts, languages: ['en'] }), suggestHere({ texts, languages: ['en'] }))
})
