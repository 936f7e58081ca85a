import t from 'tap'
import type { CodedTest } from '../../../src/instruments/priorities-test/coded-test.ts'
import { contribute } from '../../../src/instruments/priorities-test/contribute.ts'
import { readCatalogue } from '../../../src/web/i18n.ts'
import { messagesIn } from '../../support/messages-in.ts'
import { aTest, aTestOf } from './test-builder.ts'

const translate = readCatalogue()
const told = (test: CodedTest | null) =>
  contribute({ version: 1, test }).evidence.map(
    ({ signal, direction, strength }) => `${signal} ${direction} ${strength}`,
  )

const same = ['a', 'b', 'c']
const universe = {
  themes: Array.from({ length: 12 }, (_, at) => ({ id: String.fromCharCode(97 + at), name: `${at}` })),
}
const agreeing = (lists: readonly (readonly string[])[]) => told(aTestOf(lists, universe))

t.test('executives who agree whoever is left out contradict misalignment', async (t) => {
  t.same(agreeing([same, same, same, same, same]), ['coherence contradicts 3'])
  t.same(agreeing([same, same, same, same, ['a', 'b', 'd'], ['a', 'b', 'd']]), ['coherence contradicts 2'])
})

t.test('executives who share little support it, read at the milder end', async (t) => {
  t.same(agreeing(['abc', 'def', 'ghi', 'jkl', 'adg'].map((list) => list.split(''))), [
    'coherence supports 3',
  ])
  // κ is .41, but .67 without the last: the milder end is no longer support.
  t.same(agreeing([same, same, same, ['a', 'b', 'd'], ['j', 'k', 'l']]), [])
})

t.test('four executives are too few for either', async (t) => {
  t.same(agreeing([same, same, same, same]), [])
})

t.test('a conflict supports by its rank and cancels a contradiction', async (t) => {
  const named = Array.from({ length: 5 }, () => ({ P1: same.map((theme) => ({ theme })) }))
  const against = (theme: string) =>
    told(aTest([...named, { P1: [{ theme: 'a' }], P3: [{ theme }] }], universe))
  t.same(against('a'), ['head-on-conflict supports 3'])
  t.same(against('c'), ['head-on-conflict supports 2'])
  t.same(against('zz'), ['coherence contradicts 3'])
})

t.test('coders who disagree withhold coherence; what is not opened examines nothing', async (t) => {
  const withheld = contribute({
    version: 1,
    test: aTestOf([same, same, same, same, same], { coders: { count: 2, alpha: 0.5 }, invited: 7 }),
  })
  t.same([withheld.evidence, withheld.examined], [[], []])
  t.same(
    withheld.unknowns.map(({ key }) => key),
    ['priorities-test.unknown.missing', 'priorities-test.unknown.coders-disagree'],
  )
  for (const test of [null, aTestOf([])]) {
    t.match(contribute({ version: 1, test }), {
      examined: [],
      unknowns: [{ key: 'priorities-test.unknown.not-coded' }],
    })
  }
})

t.test('says overlap in words beside chance, with every text in the catalogue', async (t) => {
  const test = aTest(
    [
      ...['abc', 'abd', 'aef', 'bgh'].map((list) => ({ P1: list.split('').map((theme) => ({ theme })) })),
      {
        P1: [{ theme: 'h' }],
        P2: [{ theme: 'a', side: 'over' as const, text: 'not now' }],
        P3: [{ theme: 'b' }],
      },
    ],
    { coders: { count: 1, alpha: null } },
  )
  const given = contribute({ version: 1, test })
  for (const text of messagesIn(given)) t.notOk(translate.say('en', text).includes('{'), text.key)
  const says = given.evidence.map((one) => translate.say('en', one.says))
  t.match(
    says[0],
    /Any two of these 5 executives share on average 0\.7 of their top priorities; chance would give 0\.8: /,
  )
  t.ok(says.includes('Head a names “Theme a” as priority 1; Head e trades it away.'), says.join('\n'))
})
