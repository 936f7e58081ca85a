import fc from 'fast-check'
import t from 'tap'
import { groupTexts, textKey } from '../../../../src/instruments/clarity-survey/assignment/group-texts.ts'

const check = 'a check'
const keysOf = (texts: readonly string[]) =>
  groupTexts(texts, check).map((block) => block.groups.map((group) => group.key))

t.test('texts that differ in case, spaces and punctuation are one', async (t) => {
  const blocks = groupTexts(['Keep customers', 'keep  customers!', '“Keep customers.”', 'Grow'], check)
  const [first] = blocks.filter((block) => block.count === 3)
  t.equal(blocks.length, 2)
  t.equal(first?.groups.length, 1)
  t.equal(first?.groups[0]?.count, 3)
})

t.test('shows the spelling that was written most often', async (t) => {
  const [block] = groupTexts(['KEEP CUSTOMERS', 'Keep customers', 'Keep customers'], check)
  t.equal(block?.groups[0]?.text, 'Keep customers')
})

t.test('the same words in another order are suggested together, other words are not', async (t) => {
  const blocks = groupTexts(
    ['Retention of customers', 'customers: retention of', 'retention of staff'],
    check,
  )
  t.same(blocks.map((block) => block.groups.length).sort(), [1, 2])
})

t.test('signs that change the meaning are kept, and a text of signs alone is a text', async (t) => {
  t.not(textKey('10 €'), textKey('10 $'))
  t.not(textKey('C++'), textKey('C'))
  t.not(textKey('???'), textKey('!'))
  t.equal(groupTexts(['   ', ''], check).length, 0)
})

const someTexts = fc.array(fc.string({ maxLength: 12 }), { maxLength: 30 })

t.test('the order of insertion never shows', async () => {
  fc.assert(
    fc.property(someTexts, fc.infiniteStream(fc.nat()), (texts, numbers) => {
      const mixed = texts
        .map((text) => [numbers.next().value, text] as const)
        .sort((a, b) => Number(a[0]) - Number(b[0]))
        .map(([, text]) => text)
      return JSON.stringify(groupTexts(texts, check)) === JSON.stringify(groupTexts(mixed, check))
    }),
  )
})

t.test('every text is counted in exactly one group', async () => {
  fc.assert(
    fc.property(someTexts, (texts) => {
      const keys = keysOf(texts).flat()
      const written = texts.filter((text) => text.trim() !== '')
      const counted = groupTexts(texts, check).reduce((sum, block) => sum + block.count, 0)
      return (
        new Set(keys).size === keys.length &&
        counted === written.length &&
        written.every((text) => keys.includes(textKey(text)))
      )
    }),
  )
})

t.test('another check has another order', async (t) => {
  const texts = Array.from({ length: 30 }, (_, index) => `text ${index}`)
  t.notSame(
    groupTexts(texts, 'one').map((block) => block.id),
    groupTexts(texts, 'two').map((block) => block.id),
  )
})
