import fc from 'fast-check'
import t from 'tap'
import { type Circumstances, judge, type Verdict } from '../../src/diagnosis/verdict.ts'
import type { Evidence } from '../../src/domain/evidence.ts'
import { someEvidence } from './evidence-builder.ts'

const examined: Circumstances = { applies: true, examined: true, participation: 0.8 }

type Piece = readonly [direction: 'supports' | 'contradicts', strength: 1 | 2 | 3, source: string]

const given = (...pieces: readonly Piece[]): readonly Evidence[] =>
  pieces.map(([direction, strength, source]) => someEvidence({ direction, strength, source }))

const cases: readonly (readonly [string, readonly Evidence[], Verdict])[] = [
  [
    'a 3 with an independent 2 is evident',
    given(['supports', 3, 'survey'], ['supports', 2, 'rhythm']),
    'evident',
  ],
  ['two independent 3 are evident', given(['supports', 3, 'survey'], ['supports', 3, 'rhythm']), 'evident'],
  [
    'a 3 with a 2 of the same source is likely',
    given(['supports', 3, 'survey'], ['supports', 2, 'survey']),
    'likely',
  ],
  [
    'a 3 with an independent 1 is likely',
    given(['supports', 3, 'survey'], ['supports', 1, 'rhythm']),
    'likely',
  ],
  ['a 3 that stands alone is likely', given(['supports', 3, 'survey']), 'likely'],
  [
    'an independent 2 and 1 are likely',
    given(['supports', 2, 'survey'], ['supports', 1, 'rhythm']),
    'likely',
  ],
  [
    'an independent 2 and 2 are likely',
    given(['supports', 2, 'survey'], ['supports', 2, 'rhythm']),
    'likely',
  ],
  [
    'a 2 and a 1 of one source are pointed to',
    given(['supports', 2, 'survey'], ['supports', 1, 'survey']),
    'pointed-to',
  ],
  ['a 2 alone is pointed to', given(['supports', 2, 'survey']), 'pointed-to'],
  ['a 1 alone is not enough', given(['supports', 1, 'survey']), 'not-enough'],
  [
    'an independent 1 and 1 are not enough',
    given(['supports', 1, 'survey'], ['supports', 1, 'rhythm']),
    'not-enough',
  ],
  ['a 3 against a 2 is mixed', given(['supports', 3, 'survey'], ['contradicts', 2, 'rhythm']), 'mixed'],
  ['a 2 against a 2 is mixed', given(['supports', 2, 'survey'], ['contradicts', 2, 'survey']), 'mixed'],
  [
    'a 3 and a 2 against a 2 are mixed, not evident',
    given(['supports', 3, 'a'], ['supports', 2, 'b'], ['contradicts', 2, 'c']),
    'mixed',
  ],
  [
    'a contradiction of 1 does not weaken a 3',
    given(['supports', 3, 'survey'], ['contradicts', 1, 'rhythm']),
    'likely',
  ],
  [
    'a 1 against a 2 is not enough',
    given(['supports', 1, 'survey'], ['contradicts', 2, 'rhythm']),
    'not-enough',
  ],
  ['a contradiction of 2 alone is not seen', given(['contradicts', 2, 'survey']), 'not-seen'],
  ['a contradiction of 1 alone is not enough', given(['contradicts', 1, 'survey']), 'not-enough'],
  ['no evidence of what was examined is not enough', [], 'not-enough'],
]

for (const [behaviour, evidence, expected] of cases) {
  t.equal(judge(evidence, examined), expected, behaviour)
}

t.equal(
  judge(given(['contradicts', 2, 'survey']), { ...examined, participation: 0.59 }),
  'not-enough',
  'nothing is called not seen when fewer than 60 % answered',
)
t.equal(
  judge(given(['contradicts', 2, 'survey']), { ...examined, participation: 0.6 }),
  'not-seen',
  '60 % is enough to call it not seen',
)
t.equal(
  judge(given(['contradicts', 2, 'rhythm']), { ...examined, participation: null }),
  'not-seen',
  'an audit that invites nobody needs no participation',
)
t.equal(judge([], { ...examined, examined: false }), 'not-examined', 'what nobody looked at is not examined')
t.equal(
  judge(given(['supports', 3, 'survey']), { ...examined, applies: false }),
  'does-not-apply',
  'what cannot occur does not apply, whatever the figures say',
)

const anyEvidence = fc.array(
  fc.record({
    direction: fc.constantFrom('supports' as const, 'contradicts' as const),
    strength: fc.constantFrom(1 as const, 2 as const, 3 as const),
    source: fc.constantFrom('survey', 'executives', 'rhythm'),
  }),
  { maxLength: 8 },
)

const certainty: Readonly<Partial<Record<Verdict, number>>> = { evident: 3, likely: 2, 'pointed-to': 1 }
const certaintyOf = (evidence: readonly Evidence[]) => certainty[judge(evidence, examined)] ?? 0

t.test('the order of the evidence never matters', async (t) => {
  fc.assert(
    fc.property(anyEvidence, fc.infiniteStream(fc.nat()), (pieces, keys) => {
      const evidence = pieces.map(someEvidence)
      const shuffled = evidence
        .map((each) => ({ each, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ each }) => each)
      t.equal(judge(shuffled, examined), judge(evidence, examined))
    }),
  )
})

t.test('a contradiction never makes a finding more certain', async (t) => {
  fc.assert(
    fc.property(anyEvidence, fc.constantFrom(1 as const, 2 as const, 3 as const), (pieces, strength) => {
      const evidence = pieces.map(someEvidence)
      const contradiction = someEvidence({ direction: 'contradicts', strength })
      t.ok(certaintyOf([...evidence, contradiction]) <= certaintyOf(evidence))
    }),
  )
})

t.test('support never makes a finding less certain', async (t) => {
  fc.assert(
    fc.property(anyEvidence, anyEvidence, (pieces, more) => {
      const evidence = pieces.map(someEvidence)
      const support = more.map((each) => someEvidence({ ...each, direction: 'supports' }))
      t.ok(certaintyOf([...evidence, ...support]) >= certaintyOf(evidence))
    }),
  )
})

t.test('one source alone never makes anything evident', async (t) => {
  fc.assert(
    fc.property(anyEvidence, (pieces) => {
      const evidence = pieces.map((each) => someEvidence({ ...each, source: 'survey' }))
      t.not(judge(evidence, examined), 'evident')
    }),
  )
})
