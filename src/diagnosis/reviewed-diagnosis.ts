import type { Day } from '../domain/day.ts'
import type { Contribution, Evidence } from '../domain/evidence.ts'
import { type Message, message } from '../domain/message.ts'
import { type Diagnosis, diagnose } from './diagnose.ts'
import { type PageOne, writePageOne } from './page-one.ts'
import { isPrinted, type Review, type ReviewedFinding, reviewFindings } from './review.ts'
import { planThirtyDays, type ThirtyDays } from './thirty-days.ts'
import { isSupported } from './verdict.ts'

/** The machine's diagnosis, what people made of it, and what of it may be printed. */
export type ReviewedDiagnosis = Pick<Diagnosis, 'expectations' | 'strongPoints' | 'signs' | 'overall'> & {
  readonly findings: readonly ReviewedFinding[]
  /** Numbered by place, from 1. */
  readonly evidence: readonly Evidence[]
  readonly unknowns: readonly Message[]
  /** From the printed findings only. */
  readonly pageOne: PageOne
  readonly thirtyDays: ThirtyDays
}

/** `today` is the day from which due days count. Pure. */
export function diagnoseWithReviews(
  contributions: readonly Contribution[],
  reviews: ReadonlyMap<string, Review>,
  today: Day,
): ReviewedDiagnosis {
  const machine = diagnose(contributions)
  const findings = reviewFindings(machine.findings, reviews, today)
  const printed = findings.filter(isPrinted).map((each) => each.finding)
  const pageOne = writePageOne(printed, machine.evidence, contributions)
  return {
    expectations: machine.expectations,
    strongPoints: machine.strongPoints,
    signs: machine.signs,
    overall: machine.overall,
    findings,
    evidence: machine.evidence,
    unknowns: machine.pageOne.notKnown,
    pageOne: { ...pageOne, headline: headlineOf(pageOne.headline, findings) },
    thirtyDays: planThirtyDays(
      printed,
      contributions.flatMap((each) => each.pilotCandidates),
    ),
  }
}

/** While support is unreviewed and none is accepted, "all is well" would be a false headline. */
function headlineOf(headline: Message, findings: readonly ReviewedFinding[]): Message {
  const supported = findings.filter(({ machine }) => isSupported(machine.verdict))
  const waits = supported.some(({ standing }) => standing === 'open' || standing === 'outdated')
  return waits && !supported.some(isPrinted) ? message('diagnosis.headline.unreviewed') : headline
}
