import {
  antiPatterns,
  type Contribution,
  type Evidence,
  pitfalls,
  rootCauses,
  type Target,
} from '../domain/evidence.ts'
import { joinNames } from '../domain/join-names.ts'
import { type Message, message } from '../domain/message.ts'
import { illusionBy } from './illusion-by.ts'
import { type Remedy, remedyFor } from './remedies.ts'
import { settledBy, wayToSettle } from './settled-by.ts'
import { isEstablished, isSupported, judge, type Verdict } from './verdict.ts'

/** What a report judges, in the order in which it prints them; anti-patterns only where something looked for them. */
export const judgedTargets = [
  ...pitfalls,
  ...rootCauses,
  'illusion',
  'translation-gap',
] as const satisfies readonly Target[]
export type JudgedTarget = (typeof judgedTargets)[number]

/** The machine's version of one row; what the consultant makes of it is kept beside it. */
export type Finding = {
  readonly target: JudgedTarget
  readonly kind: 'pitfall' | 'root-cause' | 'illusion' | 'anti-pattern'
  readonly verdict: Verdict
  readonly wording: Message
  /** null unless the evidence supports the finding. */
  readonly why: Message | null
  readonly remedy: Remedy | null
  /** Ids, the most telling first. */
  readonly evidence: readonly string[]
  /** Names of the groups in which alone it was seen; empty when it was seen in the company. */
  readonly seenIn: readonly string[]
  /** Instruments that were not run and would settle it, best first. */
  readonly settledBy: readonly string[]
  readonly settles: Message | null
}

/** Facts from HR or finance that take a pitfall off the table, such as a company without variable pay. */
export type Facts = { readonly doesNotApply: readonly Target[] }

/** One finding for each pitfall, root cause and the illusion, and for anti-patterns that were looked for, from all evidence. */
export function findAll(
  contributions: readonly Contribution[],
  evidence: readonly Evidence[],
  facts: Facts = { doesNotApply: [] },
): readonly Finding[] {
  const run = contributions.map((each) => each.instrument)
  const examined = new Set(contributions.flatMap((each) => each.examined))
  const judged = judgedTargets.filter((target) => kindOf(target) !== 'anti-pattern' || examined.has(target))
  return judged.map((target) => {
    const relevant = evidence.filter((each) => each.speaksFor === target).sort(mostTellingFirst)
    const verdict = judge(relevant, {
      applies: !facts.doesNotApply.includes(target),
      examined: examined.has(target),
      participation: participationBehind(contributions, relevant),
    })
    return describe(target, verdict, { evidence: relevant, run })
  })
}

function describe(
  target: JudgedTarget,
  verdict: Verdict,
  known: { readonly evidence: readonly Evidence[]; readonly run: readonly string[] },
): Finding {
  const supported = isSupported(verdict)
  const seenIn = supported ? onlySeenIn(known.evidence) : []
  const settling = verdict === 'evident' || verdict === 'does-not-apply' ? [] : settledBy(target, known.run)
  return {
    target,
    kind: kindOf(target),
    verdict,
    wording: wordingOf(subjectOf(target, verdict, known.evidence), verdict, seenIn),
    why: supported ? (known.evidence.find(explains)?.because ?? null) : null,
    remedy: supported ? remedyFor(target) : null,
    evidence: known.evidence.map((each) => each.id),
    seenIn,
    settledBy: settling,
    settles: settlesMessage(target, verdict, settling),
  }
}

function subjectOf(target: JudgedTarget, verdict: Verdict, evidence: readonly Evidence[]) {
  const isByEvidence = target === 'illusion' && isSupported(verdict) && verdict !== 'mixed'
  if (!isByEvidence) return target
  const supports = evidence.filter(({ direction }) => direction === 'supports')
  return illusionBy(
    supports.map(({ id }) => id),
    supports,
  )
}

function wordingOf(
  subject: ReturnType<typeof subjectOf>,
  verdict: Verdict,
  seenIn: readonly string[],
): Message {
  if (verdict === 'not-enough' || verdict === 'not-examined' || verdict === 'does-not-apply') {
    return message(`diagnosis.finding.${verdict}`, { target: message(`diagnosis.target.${subject}`) })
  }
  const wording = message(`diagnosis.finding.${subject}.${verdict}`)
  if (seenIn.length === 0) return wording
  return message('diagnosis.finding.seen-in', { wording, groups: joinNames(seenIn) })
}

function settlesMessage(target: JudgedTarget, verdict: Verdict, settling: readonly string[]): Message | null {
  if (verdict === 'evident' || verdict === 'does-not-apply') return null
  const [best] = settling
  if (best === undefined) return message('diagnosis.settles.next-round')
  return message(`diagnosis.settles.${needOf(verdict)}`, { look: wayToSettle(target, best) })
}

function needOf(verdict: Verdict): 'confirm' | 'examine' | 'settle' {
  if (isEstablished(verdict) || verdict === 'not-seen') return 'confirm'
  return verdict === 'not-examined' ? 'examine' : 'settle'
}

export function targetName(target: Target): Message {
  return message(`diagnosis.target.${target}`)
}

function kindOf(target: JudgedTarget): Finding['kind'] {
  if (target === 'illusion') return 'illusion'
  if ((antiPatterns as readonly Target[]).includes(target)) return 'anti-pattern'
  return (pitfalls as readonly Target[]).includes(target) ? 'pitfall' : 'root-cause'
}

/** The groups of local evidence, unless the company as a whole gives evidence of at least the same strength. */
function onlySeenIn(evidence: readonly Evidence[]): readonly string[] {
  const supports = evidence.filter((each) => each.direction === 'supports')
  const strongest = Math.max(0, ...supports.map((each) => each.strength))
  const telling = supports.filter((each) => each.strength === strongest)
  if (telling.some((each) => each.local === null)) return []
  return [...new Set(telling.flatMap((each) => (each.local === null ? [] : [each.local.name])))].sort()
}

function explains(evidence: Evidence): boolean {
  return evidence.direction === 'supports' && evidence.because !== null
}

/** Stronger first, the company before a group, support before contradiction, then by id: the order given never matters. */
function mostTellingFirst(a: Evidence, b: Evidence): number {
  return (
    b.strength - a.strength ||
    Number(a.local !== null) - Number(b.local !== null) ||
    Number(a.direction === 'contradicts') - Number(b.direction === 'contradicts') ||
    (a.id < b.id ? -1 : 1)
  )
}

/** The lowest participation among the instruments that contradict; null where none of them invites people. */
function participationBehind(
  contributions: readonly Contribution[],
  evidence: readonly Evidence[],
): number | null {
  const contradicting = evidence.filter((each) => each.direction === 'contradicts')
  const behind = contributions.filter(({ instrument }) =>
    contradicting.some((each) => each.instrument === instrument),
  )
  const shares = behind.flatMap((each) => (each.participation === null ? [] : [each.participation]))
  return shares.length === 0 ? null : Math.min(...shares)
}
