import t from 'tap'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Evidence } from '../../src/domain/evidence.ts'
import { message } from '../../src/domain/message.ts'
import { aContribution, someEvidence } from './evidence-builder.ts'

const pageOne = (...evidence: readonly Evidence[]) => diagnose([aContribution({ evidence })]).pageOne
const headline = (...evidence: readonly Evidence[]) => pageOne(...evidence).headline.key

t.test('the headline tells the most certain finding', async (t) => {
  const likelyFear = someEvidence({ speaksFor: 'fear-of-failure', strength: 3 })
  const pointedLeadership = someEvidence({ speaksFor: 'leadership', strength: 2 })
  t.equal(headline(pointedLeadership, likelyFear), 'diagnosis.headline.fear-of-failure.established')
})

t.test('among equally certain findings it tells what lies further up', async (t) => {
  const goals = someEvidence({ speaksFor: 'set-and-forget', strength: 3 })
  const decisions = someEvidence({ speaksFor: 'decision-rights', strength: 3 })
  t.equal(headline(goals, decisions), 'diagnosis.headline.decision-rights.established')
})

t.test('the illusion is told by what shows it', async (t) => {
  const recall = someEvidence({ speaksFor: 'illusion', signal: 'recall-all', strength: 3 })
  const expected = someEvidence({ speaksFor: 'illusion', signal: 'assumption-gap', strength: 3 })
  t.equal(headline(recall), 'diagnosis.headline.illusion-recall.established')
  t.equal(headline(expected), 'diagnosis.headline.illusion.established')
})

t.test('what one source points to is said with a reservation', async (t) => {
  t.equal(headline(someEvidence({ strength: 2 })), 'diagnosis.headline.set-and-forget.pointed-to')
})

t.test('what was seen in one group is not said of the company', async (t) => {
  const local = someEvidence({ local: { id: 'sales', name: 'Sales' } })
  t.same(pageOne(local).headline, message('diagnosis.headline.local', { groups: 'Sales' }))
  const companyWide = someEvidence({ speaksFor: 'talent-gaps' })
  t.equal(headline(local, companyWide), 'diagnosis.headline.talent-gaps.pointed-to')
})

t.test('without support it says that all is sound, or that too little is known', async (t) => {
  t.equal(headline(someEvidence({ direction: 'contradicts', strength: 2 })), 'diagnosis.headline.sound')
  t.equal(headline(), 'diagnosis.headline.unknown')
})

t.test('without a finding it says whether that is good news, no news, or for want of answers', async (t) => {
  const weak = someEvidence({ speaksFor: 'rhythm', strength: 1 })
  const sound = someEvidence({ direction: 'contradicts', strength: 2 })
  t.equal(headline(weak), 'diagnosis.headline.between')
  t.equal(headline(weak, sound), 'diagnosis.headline.between', 'no all-clear beside a doubt')
  const few = aContribution({ evidence: [weak], participation: 0.59 })
  t.equal(diagnose([few]).pageOne.headline.key, 'diagnosis.headline.low')
})

t.test('three sentences follow, one of each leading finding before a second of any', async (t) => {
  const recall = someEvidence({ speaksFor: 'illusion', strength: 3 })
  const expected = someEvidence({ speaksFor: 'illusion', strength: 2 })
  const fear = someEvidence({ speaksFor: 'fear-of-failure', strength: 2 })
  const against = someEvidence({ direction: 'contradicts', strength: 2 })
  t.same(
    pageOne(expected, fear, recall, against).sentences.map((each) => each.id),
    [recall.id, fear.id, expected.id],
  )
})

t.test('where nothing is found, the sentences tell what is not there', async (t) => {
  const goals = someEvidence({ direction: 'contradicts', strength: 2 })
  const fear = someEvidence({ speaksFor: 'fear-of-failure', direction: 'contradicts', strength: 2 })
  t.same(
    pageOne(goals, fear).sentences.map(({ id }) => id),
    [goals.id, fear.id],
  )
})

t.test('decides on first steps where a finding is established, else on settling it', async (t) => {
  const recall = someEvidence({ speaksFor: 'illusion', strength: 3 })
  const decisions = someEvidence({ speaksFor: 'decision-rights', strength: 2 })
  const skills = someEvidence({ speaksFor: 'talent-gaps', strength: 2 })
  const goals = someEvidence({ speaksFor: 'set-and-forget', strength: 2 })
  t.same(
    pageOne(recall, decisions, skills, goals).decisions.map((each) => each.action),
    [
      message('diagnosis.first-step.illusion'),
      message('diagnosis.decide.settle', {
        look: message('diagnosis.look.decision-map', { about: 'decisions' }),
        targets: message('diagnosis.target.decision-rights'),
        count: 1,
      }),
      message('diagnosis.decide.settle', {
        look: message('diagnosis.look.rhythm-audit', { about: 'decisions' }),
        targets: message('diagnosis.target.set-and-forget'),
        count: 1,
      }),
    ],
  )
})

t.test('one instrument that settles two findings is proposed once', async (t) => {
  const rhythm = someEvidence({ speaksFor: 'rhythm' })
  const goals = someEvidence({ speaksFor: 'set-and-forget' })
  const { decisions } = pageOne(rhythm, goals)
  t.same(
    decisions.map((each) => each.action.values?.targets),
    [
      message('domain.list.last', {
        first: message('diagnosis.target.rhythm'),
        last: message('diagnosis.target.set-and-forget'),
      }),
    ],
  )
})

t.test(
  'says what was not examined, what is too little, and what the instruments could not see',
  async (t) => {
    const { notKnown } = diagnose([
      aContribution({
        examined: [
          'set-and-forget',
          'illusion',
          'rhythm',
          'leadership',
          'decision-rights',
          'fear-of-failure',
          'talent-gaps',
        ],
        evidence: [someEvidence(), someEvidence({ speaksFor: 'illusion' })],
        unknowns: [message('clarity-survey.unknown.no-leaders')],
      }),
    ]).pageOne
    t.same(
      notKnown.map((each) => each.key),
      [
        'diagnosis.not-known.not-examined',
        'diagnosis.not-known.not-enough',
        'clarity-survey.unknown.no-leaders',
      ],
    )
    t.same(notKnown[0]?.values?.targets, message('diagnosis.target.tying-pay'))
  },
)
