import t from 'tap'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Evidence, Target } from '../../src/domain/evidence.ts'
import { message } from '../../src/domain/message.ts'
import { readCatalogue } from '../../src/web/i18n.ts'
import { aContribution, someEvidence } from './evidence-builder.ts'

const survey = (evidence: readonly Evidence[], examined?: readonly Target[]) =>
  aContribution({ evidence, ...(examined === undefined ? {} : { examined }) })

const audit = (instrument: string, evidence: readonly Evidence[]) =>
  aContribution({ instrument, participation: null, evidence })

const findingOf = (target: Target, ...contributions: Parameters<typeof diagnose>[0]) => {
  const finding = diagnose(contributions).findings.find((each) => each.target === target)
  if (finding === undefined) throw new Error(`No finding for ${target}`)
  return finding
}

t.test(
  'the five pitfalls, the root causes and the illusion each have one finding, in that order',
  async (t) => {
    t.same(
      diagnose([]).findings.map((finding) => [finding.target, finding.verdict]),
      [
        ['set-and-forget', 'not-examined'],
        ['tying-pay', 'not-examined'],
        ['talent-gaps', 'not-examined'],
        ['leadership', 'not-examined'],
        ['fear-of-failure', 'not-examined'],
        ['rhythm', 'not-examined'],
        ['decision-rights', 'not-examined'],
        ['illusion', 'not-examined'],
      ],
    )
  },
)

t.test('an anti-pattern is judged only where something has looked for it', async (t) => {
  const gap = someEvidence({ speaksFor: 'translation-gap', source: 'goal-trace', strength: 2 })
  const trace = (evidence: readonly Evidence[]) =>
    aContribution({ instrument: 'goal-trace', participation: null, examined: ['translation-gap'], evidence })
  t.throws(() => findingOf('translation-gap', survey([])), 'no row where nobody looked')
  t.match(findingOf('translation-gap', trace([])), { verdict: 'not-enough', kind: 'anti-pattern' })
  const found = findingOf('translation-gap', trace([gap]))
  t.match(found, { verdict: 'pointed-to', evidence: [gap.id] })
  t.ok(found.remedy)
})

t.test('a finding cites its evidence, the most telling first', async (t) => {
  const weak = someEvidence({ id: 'weak', strength: 1 })
  const strong = someEvidence({ id: 'strong', strength: 3 })
  const against = someEvidence({ id: 'against', strength: 1, direction: 'contradicts' })
  t.same(findingOf('set-and-forget', survey([against, weak, strong])).evidence, ['strong', 'weak', 'against'])
})

t.test(
  'what was examined without evidence is not enough to say, what nothing could see was not examined',
  async (t) => {
    const contribution = survey([], ['rhythm'])
    t.equal(findingOf('rhythm', contribution).verdict, 'not-enough')
    t.equal(findingOf('tying-pay', contribution).verdict, 'not-examined')
  },
)

t.test('an open finding names the best instrument that was not run', async (t) => {
  const finding = findingOf('decision-rights', survey([someEvidence({ speaksFor: 'decision-rights' })]))
  t.equal(finding.verdict, 'pointed-to')
  t.same(finding.settledBy, ['decision-map', 'okr-map', 'delivery-check'])
  t.same(
    finding.settles,
    message('diagnosis.settles.settle', {
      look: message('diagnosis.look.decision-map', { about: 'decisions' }),
    }),
  )
})

t.test('what would settle it is asked for in words that need no instrument of that name', async (t) => {
  const settles = (target: Target, ...contributions: Parameters<typeof diagnose>[0]) => {
    const found = findingOf(target, ...contributions).settles
    return found === null ? null : readCatalogue().say('en', found)
  }
  t.equal(
    settles('talent-gaps', survey([])),
    'What would show it: holding the skills that each priority needs against the people who have them.',
  )
  t.equal(
    settles('tying-pay', survey([], ['tying-pay'])),
    'What would settle it: asking whether goals enter a bonus or a rating.',
  )
  const cleared = survey([someEvidence({ direction: 'contradicts' })])
  t.match(
    settles('set-and-forget', cleared),
    'What would confirm it from an independent side: checking which',
  )
  t.match(settles('leadership', survey([someEvidence({ speaksFor: 'leadership' })])), 'the priorities test.')
})

t.test('the illusion says what its strongest evidence shows', async (t) => {
  const worded = (given: Partial<Evidence>, ...others: Parameters<typeof diagnose>[0]) =>
    findingOf('illusion', survey([someEvidence({ speaksFor: 'illusion', ...given })]), ...others).wording
  t.equal(worded({ signal: 'assumption-gap' }).key, 'diagnosis.finding.illusion.pointed-to')
  t.equal(worded({ signal: 'recall-all', strength: 3 }).key, 'diagnosis.finding.illusion-recall.likely')
  t.match(worded({ signal: 'S3', local: { id: 'sales', name: 'Sales' } }), {
    key: 'diagnosis.finding.seen-in',
    values: { wording: { key: 'diagnosis.finding.illusion-local.pointed-to' }, groups: 'Sales' },
  })
  const coherent = someEvidence({
    ...{ instrument: 'priorities-test', source: 'priorities-test', signal: 'coherence' },
    ...{ speaksFor: 'leadership', direction: 'contradicts' },
  })
  const unheard = worded(
    { signal: 'S4-S5-O5', speaksFor: 'leadership' },
    audit('priorities-test', [coherent]),
  )
  t.equal(unheard.key, 'diagnosis.finding.illusion-unheard.pointed-to')
})

t.test('an evident finding needs nothing to settle it', async (t) => {
  const finding = findingOf(
    'set-and-forget',
    survey([someEvidence({ strength: 3 })]),
    audit('rhythm-audit', [someEvidence({ instrument: 'rhythm-audit', source: 'rhythm', strength: 2 })]),
  )
  t.equal(finding.verdict, 'evident')
  t.same(finding.settledBy, [])
  t.equal(finding.settles, null)
})

t.test('a supported finding says why it happens here, with remedy, first step, owner and days', async (t) => {
  const because = message('clarity-survey.because.S6-O1.O1')
  const finding = findingOf('set-and-forget', survey([someEvidence({ strength: 3, because })]))
  t.same(finding.why, because)
  t.match(finding.remedy, {
    firstStep: { key: 'diagnosis.first-step.set-and-forget' },
    owner: { key: 'diagnosis.role.chief-operating-officer' },
    dueInDays: 14,
  })
})

t.test('what is not seen has no remedy', async (t) => {
  const finding = findingOf('set-and-forget', survey([someEvidence({ direction: 'contradicts' })]))
  t.equal(finding.verdict, 'not-seen')
  t.equal(finding.remedy, null)
  t.equal(finding.why, null)
})

t.test('low participation in the survey keeps its contradiction from clearing anything', async (t) => {
  const contribution = aContribution({
    evidence: [someEvidence({ direction: 'contradicts' })],
    participation: 0.4,
  })
  t.equal(findingOf('set-and-forget', contribution).verdict, 'not-enough')
})

t.test('evidence of one group only is said to be seen there', async (t) => {
  const local = (name: string) => someEvidence({ local: { id: name, name } })
  const finding = findingOf('set-and-forget', survey([local('Sales'), local('Depot')]))
  t.same(finding.seenIn, ['Depot', 'Sales'])
  t.same(
    finding.wording,
    message('diagnosis.finding.seen-in', {
      wording: message('diagnosis.finding.set-and-forget.pointed-to'),
      groups: message('domain.list.last', { first: 'Depot', last: 'Sales' }),
    }),
  )
  const everywhere = findingOf('set-and-forget', survey([local('Sales'), someEvidence()]))
  t.same(everywhere.seenIn, [])
})

t.test('a pitfall that cannot occur here does not apply', async (t) => {
  const { findings } = diagnose([survey([someEvidence({ speaksFor: 'tying-pay' })])], {
    doesNotApply: ['tying-pay'],
  })
  t.equal(findings.find((each) => each.target === 'tying-pay')?.verdict, 'does-not-apply')
})

t.test('what staff hear from leaders speaks for the illusion once the executives are coherent', async (t) => {
  const heard = someEvidence({ signal: 'S4-S5-O5', speaksFor: 'leadership' })
  const coherence = (strength: 1 | 2 | 3) =>
    audit('priorities-test', [
      someEvidence({
        instrument: 'priorities-test',
        source: 'executives',
        signal: 'coherence',
        speaksFor: 'leadership',
        direction: 'contradicts',
        strength,
      }),
    ])
  t.same(findingOf('illusion', survey([heard]), coherence(2)).evidence, [heard.id])
  t.equal(findingOf('leadership', survey([heard]), coherence(2)).verdict, 'not-seen')
  t.same(findingOf('illusion', survey([heard]), coherence(1)).evidence, [], 'not when they are not coherent')
  t.same(findingOf('leadership', survey([heard])).evidence, [heard.id], 'not when the test was not run')
})

t.test('evidence is numbered in the order in which the findings cite it', async (t) => {
  const rhythm = someEvidence({ speaksFor: 'rhythm' })
  const goals = someEvidence()
  t.same(
    diagnose([survey([rhythm, goals])]).evidence.map((each) => each.id),
    [goals.id, rhythm.id],
  )
})

t.test('the signs table always has its five areas, each placed between its two ends', async (t) => {
  const signs = (figure: number | null) =>
    diagnose([
      aContribution({
        signs: [
          {
            area: 'speed',
            instrument: 'clarity-survey',
            figure,
            low: 30,
            high: 60,
            basis: { n: 120, of: 150 },
          },
        ],
      }),
    ]).signs
  t.same(
    signs(34.9).map((row) => [row.area, row.position]),
    [
      ['meetings', null],
      ['prioritisation', null],
      ['morale', null],
      ['speed', 'misaligned'],
      ['customer', null],
    ],
  )
  const placed = (figure: number) => signs(figure).find((row) => row.area === 'speed')?.position
  t.same([35, 49.9, 50, 64.9, 65, 79.9, 80].map(placed), [
    'rather-misaligned',
    'rather-misaligned',
    'between',
    'between',
    'rather-aligned',
    'rather-aligned',
    'aligned',
  ])
})
