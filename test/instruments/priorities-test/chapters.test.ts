import t from 'tap'
import { decisionKey, workshopAgenda } from '../../../src/instruments/priorities-test/agenda.ts'
import { prioritiesChapters } from '../../../src/instruments/priorities-test/chapters/chapters.ts'
import type { CodedTest } from '../../../src/instruments/priorities-test/coded-test.ts'
import { showCoherence } from '../../../src/instruments/priorities-test/coherence/show-coherence.ts'
import { contribute, expectationId } from '../../../src/instruments/priorities-test/contribute.ts'
import { readCatalogue } from '../../../src/web/i18n.ts'
import { messagesIn } from '../../support/messages-in.ts'
import { aTest, aTestOf } from './test-builder.ts'

const translate = readCatalogue()
const say = (text: Parameters<typeof translate.say>[1]) => translate.say('en', text)

const rich = aTest(
  [
    {
      P1: [{ theme: 'a' }, { theme: 'b' }, { theme: 'c' }],
      P4: [{ theme: 'a', text: 'New merchants', target: '400' }],
    },
    {
      P1: [{ theme: 'b' }, { theme: 'd' }],
      P2: [
        { theme: 'd', side: 'chosen', answer: 'x' },
        { theme: 'a', side: 'over', answer: 'x', text: 'Merchants can wait' },
      ],
      P4: [{ theme: 'a', text: 'New merchants', target: '600' }],
    },
    { P1: [{ theme: 'b' }], P3: [{ theme: 'a' }], P5: [{ theme: 'c', team: 'Sales' }] },
    { P1: [{ theme: 'e' }, { theme: 'b' }, { theme: 'd' }] },
  ],
  { coders: { count: 1, alpha: null } },
)

t.test(
  'the leadership part and its appendix, every text in the catalogue, every citation of something',
  async (t) => {
    const results = { version: 1, test: rich } as const
    const chapters = prioritiesChapters(results)
    t.same(
      chapters.map(({ part, id }) => [part, id]),
      [
        ['leadership', 'leadership'],
        ['appendix', 'coherence-figures'],
      ],
    )
    for (const text of messagesIn(chapters)) t.notOk(say(text).includes('{'), text.key)
    const { evidence, expectations } = contribute(results)
    const known = new Set([...evidence, ...expectations].map(({ id }) => id))
    const exhibits = chapters.flatMap((chapter) => chapter.exhibits)
    const remarks = exhibits.flatMap((one) => (one.kind === 'remarks' ? one.remarks : []))
    const cited = [...chapters, ...exhibits, ...remarks].flatMap(({ cites }) => cites)
    t.ok(cited.includes(expectationId))
    for (const id of cited) if (typeof id === 'string') t.ok(known.has(id), id)
    t.same(
      exhibits.map(({ id }) => id),
      [
        'priorities-matrix',
        'priorities-conflicts',
        'priorities-measures',
        'priorities-standing',
        'priorities-decisions',
        'coherence-figures-table',
      ],
    )
    const said = messagesIn(chapters).map(say).join('\n')
    t.match(said, 'These 4 executives name 5 priorities; 1 is shared by all'.replace('1 is', 'one is'))
    t.match(said, '“Merchants can wait”')
    t.match(said, 'One coder')
  },
)

const noWorkshop = { agreed: [], notNow: [], decided: [] }
const coded = (test: CodedTest) => ({ test, workshop: noWorkshop, names: new Map<string, string>() })

t.test('says of how many asked it speaks, and looks for no camps among three', async (t) => {
  const lists = [['a'], ['a', 'b'], ['c']]
  const saidOf = (invited: number) => {
    const test = aTestOf(lists, { invited })
    const { basis } = showCoherence(coded(test), say)
    return [basis, ...messagesIn(prioritiesChapters({ version: 1, test })).map(say)].join('\n')
  }
  t.match(saidOf(3), '3 of 3 executives; they are the whole group')
  t.match(saidOf(3), 'no camps are looked for')
  t.notMatch(saidOf(6), 'whole group')
  t.match(saidOf(6), '3 of 6 were read; the others may differ')
})

t.test('counts people on both sides of a conflict, not what they wrote', async (t) => {
  const test = aTest([
    { P1: [{ theme: 'a' }], P3: [{ theme: 'a' }] },
    { P1: [{ theme: 'b' }, { theme: 'a' }], P3: [{ theme: 'a' }, { theme: 'a' }] },
    { P1: [{ theme: 'a' }] },
  ])
  const [conflict] = showCoherence(coded(test), say).conflicts
  t.equal(
    conflict?.lead,
    'Theme a: 3 executives name it, 2 of them as priority 1; 2 stand against it, 2 of whom do both',
  )
  const said = messagesIn(prioritiesChapters({ version: 1, test })).map(say)
  t.ok(said.includes('Theme a (priority 1 for 2 of 3 who name it; 2 against it, 2 on both sides).'))
})

t.test('tells a missing role from one that may not be shown', async (t) => {
  const test = aTestOf([['a'], ['a'], ['b']])
  const why = (role: string, mayShowRole: boolean) =>
    showCoherence(
      coded({ ...test, executives: test.executives.map((one) => ({ ...one, role, mayShowRole })) }),
      say,
    ).unnamed
  t.equal(why('Head', true), null)
  t.match(why('Head', false), 'agreed')
  t.match(why('', false), 'has a role')
})

t.test(
  'what was agreed and put off stands in the report, and what is decided is no longer open',
  async (t) => {
    const one = { place: 1, text: 'Win 400 merchants', owner: 'Head of sales', measure: '400 signed' }
    const notNow = [{ place: 1, text: 'Ireland after summer', statement: null }]
    const said = (decided: readonly string[]) => {
      const workshop = { agreed: [one], notNow, decided }
      const exhibits = prioritiesChapters({ version: 1, test: rich, workshop }).flatMap(
        (each) => each.exhibits,
      )
      return { ids: exhibits.map(({ id }) => id), texts: messagesIn(exhibits).map(say).join('\n') }
    }
    const half = said(['choose'])
    t.match(half.texts, /(One decision|\d decisions) for this group to take/)
    for (const text of [
      'One priority was agreed',
      'Win 400 merchants',
      'Head of sales',
      '400 signed',
      'Ireland after',
    ])
      t.match(half.texts, text)
    const whole = said(workshopAgenda(rich).map(decisionKey))
    t.notOk(whole.ids.includes('priorities-decisions'))
    t.same(whole.ids.slice(-3, -1), ['priorities-agreed', 'priorities-not-now'])
  },
)

t.test(
  'gives its share of the overall figure and a row of page one, and nothing before it is coded',
  async (t) => {
    const { components, expectations } = contribute({ version: 1, test: rich })
    t.same(
      components.map(({ name }) => name),
      ['coherence'],
    )
    const [coherence] = components
    t.ok(
      coherence &&
        coherence.low <= coherence.value &&
        coherence.value <= coherence.high &&
        coherence.low >= 0,
    )
    t.match(expectations, [{ id: expectationId, expected: null, uncertainty: null }])
    const before = contribute({ version: 1, test: null })
    t.same([before.components, before.expectations], [[], []])
    t.same(prioritiesChapters({ version: 1, test: null }), [])
    t.same(prioritiesChapters({ version: 1, test: aTestOf([[], []]) }), [])
  },
)
