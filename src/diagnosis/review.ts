import { type Day, daysBetween } from '../domain/day.ts'
import { message } from '../domain/message.ts'
import type { Finding } from './findings.ts'
import { isSupported, type Verdict } from './verdict.ts'

export const reviewStates = ['open', 'accepted', 'edited', 'dismissed'] as const

/** What the consultant made of one finding. A word that is null is the machine's. `verdict` is the one that was reviewed. */
export type Review = {
  readonly state: (typeof reviewStates)[number]
  readonly verdict: string
  readonly wording: string | null
  readonly whyHere: string | null
  readonly remedy: string | null
  readonly firstStep: string | null
  readonly owner: string | null
  readonly dueOn: Day | null
  readonly dismissal: string | null
}

/** `silent`: there is no claim that could be accepted. `outdated`: the verdict has moved since it was reviewed. */
export type Standing = 'silent' | 'open' | 'outdated' | 'accepted' | 'edited' | 'dismissed'

export type ReviewedFinding = {
  readonly machine: Finding
  readonly review: Review | null
  readonly standing: Standing
  /** The machine's finding with the consultant's words in their places. */
  readonly finding: Finding
}

/** Brings each finding together with its review. `today` is the day from which due days count. */
export function reviewFindings(
  findings: readonly Finding[],
  reviews: ReadonlyMap<string, Review>,
  today: Day,
): readonly ReviewedFinding[] {
  return findings.map((machine) => {
    const review = reviews.get(machine.target) ?? null
    const standing = standingOf(machine, review)
    return {
      machine,
      review,
      standing,
      finding: review === null ? machine : inWordsOf(review, machine, today),
    }
  })
}

/** Only what a person has looked at is printed, and what makes no claim. */
export function isPrinted({ standing }: ReviewedFinding): boolean {
  return standing === 'silent' || standing === 'accepted' || standing === 'edited'
}

export function needsReview(verdict: Verdict): boolean {
  return isSupported(verdict) || verdict === 'not-seen'
}

function standingOf(finding: Finding, review: Review | null): Standing {
  if (!needsReview(finding.verdict)) return 'silent'
  if (review === null || review.state === 'open') return 'open'
  return review.verdict === finding.verdict ? review.state : 'outdated'
}

function inWordsOf(review: Review, machine: Finding, today: Day): Finding {
  const { remedy } = machine
  return {
    ...machine,
    wording: verbatim(review.wording) ?? machine.wording,
    why: verbatim(review.whyHere) ?? machine.why,
    remedy: remedy && {
      remedy: verbatim(review.remedy) ?? remedy.remedy,
      firstStep: verbatim(review.firstStep) ?? remedy.firstStep,
      owner: verbatim(review.owner) ?? remedy.owner,
      dueInDays: review.dueOn === null ? remedy.dueInDays : daysBetween(today, review.dueOn),
    },
  }
}

/** A person's own words, which no catalogue holds. */
function verbatim(text: string | null) {
  return text === null ? null : message('diagnosis.verbatim', { text })
}
