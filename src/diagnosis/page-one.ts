import type { Contribution, Evidence } from '../domain/evidence.ts'
import { joinNames } from '../domain/join-names.ts'
import { type Message, message } from '../domain/message.ts'
import { type Finding, type JudgedTarget, targetName } from './findings.ts'
import { illusionBy } from './illusion-by.ts'
import { wayToSettle } from './settled-by.ts'
import { enoughParticipation, isEstablished, isSupported, type Verdict } from './verdict.ts'

const mostSentences = 3
const mostDecisions = 3
const mostKept = 3

/** What lies further up explains what lies below it, so it leads. */
const leadOrder: readonly JudgedTarget[] = [
  'leadership',
  'illusion',
  'translation-gap',
  'decision-rights',
  'rhythm',
  'set-and-forget',
  'fear-of-failure',
  'talent-gaps',
  'tying-pay',
]
const verdictOrder: readonly Verdict[] = ['evident', 'likely', 'pointed-to', 'mixed']

export type Decision = { readonly action: Message; readonly owner: Message; readonly dueInDays: number }

export type PageOne = {
  readonly headline: Message
  /** At most three pieces of evidence whose sentences follow the headline. */
  readonly sentences: readonly Evidence[]
  readonly keep: readonly { readonly id: string; readonly says: Message }[]
  readonly decisions: readonly Decision[]
  readonly notKnown: readonly Message[]
}

/** Page one by rule: the finding in one sentence, three with figures, what to keep, to decide and what is not known. */
export function writePageOne(
  findings: readonly Finding[],
  evidence: readonly Evidence[],
  contributions: readonly Contribution[],
): PageOne {
  const leading = inLeadOrder(findings)
  return {
    headline: headlineOf(leading, findings, { evidence, contributions }),
    sentences:
      leading.length > 0
        ? tellingEvidence(leading, 'supports', evidence)
        : tellingEvidence(cleared(findings), 'contradicts', evidence),
    keep: keep(contributions),
    decisions: decisionsFrom(leading),
    notKnown: notKnown(findings, contributions),
  }
}

function inLeadOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .filter((finding) => isSupported(finding.verdict))
    .sort((a, b) => rankOf(a) - rankOf(b) || leadOrder.indexOf(a.target) - leadOrder.indexOf(b.target))
}

/** What holds for the company comes before what was seen in a group only. */
function rankOf(finding: Finding): number {
  return verdictOrder.indexOf(finding.verdict) * 2 + (finding.seenIn.length > 0 ? 1 : 0)
}

function headlineOf(leading: readonly Finding[], all: readonly Finding[], given: Given): Message {
  const [first] = leading
  if (first === undefined) return message(`diagnosis.headline.${soundnessOf(all, given)}`)
  if (first.seenIn.length > 0) return message('diagnosis.headline.local', { groups: joinNames(first.seenIn) })
  if (first.verdict === 'mixed') {
    return message('diagnosis.headline.mixed', { target: targetName(first.target) })
  }
  const certainty = isEstablished(first.verdict) ? 'established' : 'pointed-to'
  const subject = first.target === 'illusion' ? illusionBy(first.evidence, given.evidence) : first.target
  return message(`diagnosis.headline.${subject}.${certainty}`)
}

type Given = {
  readonly evidence: readonly Evidence[]
  readonly contributions: readonly Contribution[]
}

/** Nothing is found: because it is sound, because figures lie in between, or because too little is known. */
function soundnessOf(all: readonly Finding[], { evidence, contributions }: Given): string {
  const has = (verdict: Verdict) => all.some((finding) => finding.verdict === verdict)
  if (
    contributions.some(({ participation }) => participation !== null && participation < enoughParticipation)
  )
    return 'low'
  const isDoubted = evidence.some(({ direction }) => direction === 'supports')
  if (has('not-seen') && !isDoubted) return 'sound'
  return has('not-seen') || has('not-enough') ? 'between' : 'unknown'
}

/** Where nothing is found, what shows that it is not there is the news. */
function cleared(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ verdict }) => verdict === 'not-seen')
}

/** The strongest piece of each finding that speaks that way, then the next ones, until there are three. */
function tellingEvidence(
  findings: readonly Finding[],
  direction: Evidence['direction'],
  evidence: readonly Evidence[],
): readonly Evidence[] {
  const telling = findings.map((finding) =>
    finding.evidence
      .flatMap((id) => evidence.filter((each) => each.id === id))
      .filter((each) => each.direction === direction),
  )
  const firsts = telling.flatMap((each) => each.slice(0, 1))
  const others = telling.flatMap((each) => each.slice(1))
  return [...firsts, ...others].slice(0, mostSentences)
}

function keep(contributions: readonly Contribution[]): PageOne['keep'] {
  return contributions
    .flatMap((each) => each.strongPoints)
    .slice(0, mostKept)
    .map(({ id, says }) => ({ id, says }))
}

/** First steps only for what is established; what is merely pointed to is to be settled, not acted upon. */
function decisionsFrom(leading: readonly Finding[]): readonly Decision[] {
  const established = leading.filter((finding) => isEstablished(finding.verdict))
  const steps = established.flatMap(({ remedy }) =>
    remedy === null ? [] : [{ action: remedy.firstStep, owner: remedy.owner, dueInDays: remedy.dueInDays }],
  )
  return [...steps, ...settling(leading)].slice(0, mostDecisions)
}

function settling(leading: readonly Finding[]): readonly Decision[] {
  const open = leading.filter((finding) => !isEstablished(finding.verdict))
  const byInstrument = Map.groupBy(open, (finding) => finding.settledBy[0] ?? '')
  byInstrument.delete('')
  return [...byInstrument].map(([instrument, findings]) => settle(instrument, findings))
}

function settle(instrument: string, findings: readonly Finding[]): Decision {
  const targets = findings.map(({ target }) => target)
  return {
    action: message('diagnosis.decide.settle', {
      look: wayToSettle(targets[0] ?? 'leadership', instrument),
      targets: joinNames(targets.map(targetName)),
      count: targets.length,
    }),
    owner: message('diagnosis.role.chief-of-staff'),
    dueInDays: 30,
  }
}

function notKnown(findings: readonly Finding[], contributions: readonly Contribution[]): readonly Message[] {
  return [
    ...listed(findings, 'not-examined'),
    ...listed(findings, 'not-enough'),
    ...contributions.flatMap((each) => each.unknowns),
  ]
}

function listed(findings: readonly Finding[], verdict: Verdict): readonly Message[] {
  const names = findings
    .filter((finding) => finding.verdict === verdict)
    .map((each) => targetName(each.target))
  return names.length === 0 ? [] : [message(`diagnosis.not-known.${verdict}`, { targets: joinNames(names) })]
}
