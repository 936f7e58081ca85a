import t from 'tap'
import { type Coding, noTheme, startCoding } from '../../src/coding/coding.ts'
import { codingAgreement } from '../../src/coding/coding-agreement.ts'
import { blindOrder, codingProgress, followedSuggestions } from '../../src/coding/coding-progress.ts'

const texts = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, text: id, question: 'P1' }))

function coded(lead: Record<string, string>, second: Record<string, string>): Coding {
  const suggestions = [{ statements: ['a', 'b', 'c'], exemplar: 'a', words: [], likeness: 0.4 }]
  const themes = ['t1', 't2'].map((id) => ({ id, name: id }))
  return { ...startCoding({ texts, suggestions }), themes, codes: { lead, second } }
}

t.test('measures two coders over what both have coded and names where they differ', async (t) => {
  const lead = { a: 't1', b: 't1', c: 't2', d: 't2', e: noTheme }
  const found = codingAgreement(coded(lead, { a: 't1', b: 't2', c: 't2', d: 't2' }))
  t.match(found, { both: 4, of: 5, percent: 0.75, kappa: 0.5, differences: ['b'], reliability: 'unreliable' })
  // Dₒ = 2/8, Dₑ = 2·3·5/(8·7): α = 1 − .25·56/30.
  t.ok(Math.abs((found?.alpha ?? 0) - 8 / 15) < 1e-9)
  t.match(codingAgreement(coded(lead, lead)), {
    alpha: 1,
    kappa: 1,
    percent: 1,
    reliability: 'reliable',
    differences: [],
  })
})

t.test('has no agreement with one coder, and no α when all is one theme', async (t) => {
  t.equal(codingAgreement(coded({ a: 't1' }, {})), null)
  t.match(codingAgreement(coded({ a: 't1', b: 't1' }, { a: 't1', b: 't1' })), {
    alpha: null,
    reliability: null,
    percent: 1,
  })
})

t.test('tells how much is coded and how far the suggestions were followed', async (t) => {
  const coding = coded({ a: 't1', b: 't1', c: 't2', d: noTheme }, {})
  t.same(codingProgress(coding, 'lead'), { coded: 4, of: 5 })
  t.same(codingProgress(coding, 'second'), { coded: 0, of: 5 })
  t.same(followedSuggestions(coding), { coded: 2, of: 3 })
})

t.test('shows statements in an order of its own, the same on every visit', async (t) => {
  const order = blindOrder(texts, 7).map(({ id }) => id)
  t.same(
    blindOrder(texts.toReversed(), 7).map(({ id }) => id),
    order,
  )
  t.same(order.toSorted(), ['a', 'b', 'c', 'd', 'e'])
  t.notSame(
    blindOrder(texts, 8).map(({ id }) => id),
    order,
  )
})
