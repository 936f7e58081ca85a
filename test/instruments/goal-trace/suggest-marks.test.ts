import t from 'tap'
import example from '../../../src/example/trace.json' with { type: 'json' }
import { because } from '../../../src/instruments/goal-trace/marking-words.ts'
import { suggestMarks } from '../../../src/instruments/goal-trace/suggest-marks.ts'
import { readCatalogue } from '../../../src/web/i18n.ts'
import { isCore, judgeRestatements, shareRight } from '../../evaluate/mark-suggestions.ts'
import { reference } from './interview-builder.ts'

const translate = readCatalogue()

function suggested(said: string, languages: readonly string[] = ['en']) {
  const found = suggestMarks({ reference, said, languages })
  return Object.fromEntries(found.map(({ element, mark }) => [element, mark]))
}

t.test('suggests a mark for every element that the top stated, and says why', async (t) => {
  t.same(suggested('We want to win 400 mid-sized merchants by December 2027, the head of sales owns it.'), {
    outcome: 'kept',
    measure: 'kept',
    deadline: 'kept',
    why: 'missing',
    owner: 'kept',
  })
  const found = suggestMarks({ reference, said: 'Get 500 merchants, soon.', languages: ['en'] })
  t.same(
    found.map(({ because }) => translate.say('en', because)),
    [
      'Uses only some of the words: merchants.',
      'Another number stands in its place: 500.',
      'The time is vaguer than the date: soon.',
      'No word of it was found.',
      'No word of it was found.',
    ],
  )
})

t.test('tells another number from a rough one and from none', async (t) => {
  t.match(suggested('500 merchants'), { measure: 'changed' })
  t.match(suggested('four hundred merchants'), { measure: 'kept' })
  t.match(suggested('three hundred merchants'), { measure: 'changed' })
  t.match(suggested('a few hundred mid-sized merchants'), { measure: 'fuzzy' })
  t.match(suggested('about 400 merchants'), { measure: 'fuzzy' })
  t.match(suggested('more mid-sized merchants'), { measure: 'fuzzy' })
  t.match(suggested('a nicer office'), { outcome: 'changed', measure: 'missing', deadline: 'missing' })
})

t.test('tells a reason and an owner of their own', async (t) => {
  t.match(suggested('Merchants, because the board wants it; Marketing is responsible.'), {
    why: 'changed',
    owner: 'changed',
  })
})

t.test('understands a restatement in another language', async (t) => {
  t.match(suggested('Bis Ende 2027 sollen wir 400 mittelgroße Kunden haben', ['en', 'de']), {
    measure: 'kept',
    deadline: 'kept',
  })
})

t.test('suggests missing throughout for somebody who does not know, and nothing for silence', async (t) => {
  t.same(new Set(Object.values(suggested('I have no idea, 400 something?'))), new Set(['missing']))
  t.same(suggestMarks({ reference, said: '  ', languages: ['en'] }), [])
  t.same(
    suggestMarks({ reference: { ...reference, why: '', owner: '' }, said: 'x', languages: [] }).length,
    3,
  )
})

t.test('is right about most of the labelled restatements', async (t) => {
  const held = judgeRestatements().filter(({ half }) => half === 'held')
  t.ok(shareRight(held.filter(isCore)) >= 0.7)
  t.ok(shareRight(held) >= 0.8)
})

t.test('says why of everything that is said in the example, also where no word decides it', async (t) => {
  const { goal, interviews } = example
  const said = interviews.map((interview) => interview.said.replaceAll('{year}', '2027'))
  const stated = { ...goal.reference, deadline: goal.reference.deadline.replaceAll('{year}', '2027') }
  for (const one of said)
    for (const found of suggestMarks({ reference: stated, said: one, languages: ['en'] }))
      t.doesNotThrow(() => translate.say('en', found.because), `${found.element}, ${found.mark}: ${one}`)
  t.equal(translate.say('en', because('no-number', [])), 'No single word decided it.')
})
