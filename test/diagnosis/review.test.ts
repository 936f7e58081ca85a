import t from 'tap'
import { decideReview } from '../../src/diagnosis/decide-review.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { reviewForm } from '../../src/diagnosis/forms.ts'
import { isPrinted, type Review, reviewFindings } from '../../src/diagnosis/review.ts'
import { diagnoseWithReviews } from '../../src/diagnosis/reviewed-diagnosis.ts'
import type { Message } from '../../src/domain/message.ts'
import { aContribution, someEvidence } from './evidence-builder.ts'

const today = '2026-11-20'
const say = ({ key }: Message) => key
const goals = someEvidence({ speaksFor: 'set-and-forget', strength: 3 })
const { findings } = diagnose([aContribution({ evidence: [goals] })])
const machine = aFinding('set-and-forget')

function aFinding(target: string) {
  const found = findings.find((each) => each.target === target)
  if (found === undefined) throw new Error(`No finding about ${target}`)
  return found
}

const untouched: Review = {
  state: 'accepted',
  verdict: machine.verdict,
  wording: null,
  whyHere: null,
  remedy: null,
  firstStep: null,
  owner: null,
  dueOn: null,
  dismissal: null,
}

function reviewed(review: Review | null) {
  const reviews = new Map(review === null ? [] : [[machine.target, review]])
  const found = reviewFindings([machine], reviews, today)[0]
  if (found === undefined) throw new Error('The finding is gone')
  return found
}

const formOf = (given: object) => reviewForm.parse({ act: 'accept', mark: 'new', ...given })
const decide = (given: object, known: Review | null = null) =>
  decideReview(formOf(given), { machine, known, say, today })

t.test('only what a person accepted is printed', async (t) => {
  t.notOk(isPrinted(reviewed(null)))
  t.notOk(isPrinted(reviewed({ ...untouched, state: 'open' })))
  t.notOk(isPrinted(reviewed({ ...untouched, state: 'dismissed', dismissal: 'Known and mended' })))
  t.ok(isPrinted(reviewed(untouched)))
  t.ok(isPrinted(reviewed({ ...untouched, state: 'edited', wording: 'Goals fade.' })))
})

t.test('what makes no claim needs no review', async (t) => {
  const silent = findings.filter(({ verdict }) => verdict === 'not-examined' || verdict === 'not-enough')
  t.ok(silent.length > 0)
  t.ok(
    reviewFindings(silent, new Map(), today).every((each) => each.standing === 'silent' && isPrinted(each)),
  )
})

t.test('a verdict that moved asks for another look and keeps the words', async (t) => {
  const moved = reviewed({ ...untouched, state: 'edited', verdict: 'pointed-to', wording: 'Goals fade.' })
  t.equal(moved.standing, 'outdated')
  t.notOk(isPrinted(moved))
  t.same(moved.finding.wording.values, { text: 'Goals fade.' })
})

t.test('the machine’s own words are no edit, whatever the line ends', async (t) => {
  const words = {
    wording: say(machine.wording),
    remedy: ` ${machine.remedy && say(machine.remedy.remedy)}\r\n`,
  }
  t.match(decide(words), { state: 'accepted', wording: null, remedy: null })
  t.match(decide({ wording: 'Goals fade.' }), { state: 'edited', wording: 'Goals fade.' })
})

t.test('naming an owner and a day is no edit of the finding', async (t) => {
  t.match(decide({ owner: 'Kim Example', due: '2027-01-15' }), {
    state: 'accepted',
    owner: 'Kim Example',
    dueOn: '2027-01-15',
  })
})

t.test('the owner and the day reach the finding', async (t) => {
  const { finding } = reviewed({ ...untouched, owner: 'Kim Example', dueOn: '2026-12-01' })
  t.same(finding.remedy?.owner.values, { text: 'Kim Example' })
  t.equal(finding.remedy?.dueInDays, 11)
})

t.test('undo opens a finding and keeps the words', async (t) => {
  const known: Review = { ...untouched, state: 'dismissed', wording: 'Goals fade.', dismissal: 'Not so' }
  t.match(decide({ act: 'undo' }, known), { state: 'open', wording: 'Goals fade.', dismissal: null })
})

t.test('dismissing asks for a reason', async (t) => {
  t.notOk(reviewForm.safeParse({ act: 'dismiss', dismissal: '  ' }).success)
  t.match(decide({ act: 'dismiss', dismissal: 'Known and mended' }), { state: 'dismissed' })
})

t.test('with support unreviewed and none accepted the headline does not say that all is well', async (t) => {
  const sound = someEvidence({ speaksFor: 'fear-of-failure', direction: 'contradicts', strength: 2 })
  const contributions = [aContribution({ evidence: [goals, sound] })]
  const fear = { ...untouched, verdict: 'not-seen' }
  const headlineWith = (reviews: Record<string, Review>) =>
    diagnoseWithReviews(contributions, new Map(Object.entries(reviews)), today).pageOne.headline.key
  t.equal(headlineWith({ 'fear-of-failure': fear }), 'diagnosis.headline.unreviewed')
  t.equal(
    headlineWith({ 'fear-of-failure': fear, 'set-and-forget': untouched }),
    'diagnosis.headline.set-and-forget.established',
  )
})
