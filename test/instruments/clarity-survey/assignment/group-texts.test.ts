import fc from 'fast-check'
import t from 'tap'
import { groupTexts, textKey } from '../../../../src/instruments/clarity-survey/assignment/group-texts.ts'

t.test('texts that differ in case, spaces and punctuation are one', async (t) => {
  const texts = groupTexts(['Keep customers', 'keep  customers!', '“Keep customers.”', 'Grow'], 'q1')
  t.equal(texts.length, 2)
  t.match(
    texts.find(({ times }) => times === 3),
    { id: textKey('KEEP CUSTOMERS'), question: 'q1' },
  )
  t.notOk(texts.find(({ text }) => text === 'Grow')?.times)
})

t.test('shows the spelling that was written most often', async (t) => {
  const [text] = groupTexts(['KEEP CUSTOMERS', 'Keep customers', 'Keep customers'], 'q1')
  t.equal(text?.text, 'Keep customers')
})

t.test('signs that change the meaning are kept, and a text of signs alone is a text', async (t) => {
  t.not(textKey('10 €'), textKey('10 $'))
  t.not(textKey('C++'), textKey('C'))
  t.not(textKey('???'), textKey('!'))
  t.equal(groupTexts(['   ', ''], 'q1').length, 0)
})

const someTexts = fc.array(fc.string({ maxLength: 12 }), { maxLength: 30 })

t.test('the order of insertion never shows', async () => {
  fc.assert(
    fc.property(someTexts, fc.infiniteStream(fc.nat()), (texts, numbers) => {
      const mixed = texts
        .map((text) => [numbers.next().value, text] as const)
        .sort((a, b) => Number(a[0]) - Number(b[0]))
        .map(([, text]) => text)
      return JSON.stringify(groupTexts(texts, 'q1')) === JSON.stringify(groupTexts(mixed, 'q1'))
    }),
  )
})

t.test('every text is counted in exactly one group', async () => {
  fc.assert(
    fc.property(someTexts, (texts) => {
      const groups = groupTexts(texts, 'q1')
      const ids = groups.map(({ id }) => id)
      const written = texts.filter((text) => text.trim() !== '')
      const counted = groups.reduce((sum, { times = 1 }) => sum + times, 0)
      return (
        new Set(ids).size === ids.length &&
        counted === written.length &&
        written.every((text) => ids.includes(textKey(text)))
      )
    }),
  )
})
