import type { Contribution, Evidence, Expectation, StrongPoint } from '../domain/evidence.ts'
import { type Facts, type Finding, findAll } from './findings.ts'
import { type Overall, overallOf } from './overall.ts'
import { type PageOne, writePageOne } from './page-one.ts'
import { redirectToIllusion } from './redirect.ts'
import { type SignRow, signsTable } from './signs.ts'
import { planThirtyDays, type ThirtyDays } from './thirty-days.ts'

/** The machine's whole diagnosis of one check. `evidence` is numbered by its place, from 1, in the order of the findings. */
export type Diagnosis = {
  readonly findings: readonly Finding[]
  readonly evidence: readonly Evidence[]
  readonly pageOne: PageOne
  readonly expectations: readonly Expectation[]
  readonly strongPoints: readonly StrongPoint[]
  readonly signs: readonly SignRow[]
  readonly thirtyDays: ThirtyDays
  readonly overall: Overall
}

/** From what all instruments contribute to findings, page one, signs and the thirty days. Pure; the same input gives the same output. */
export function diagnose(contributions: readonly Contribution[], facts?: Facts): Diagnosis {
  const given = redirectToIllusion(contributions.flatMap((each) => each.evidence))
  const findings = findAll(contributions, given, facts)
  const evidence = inOrderOf(findings, given)
  return {
    findings,
    evidence,
    pageOne: writePageOne(findings, evidence, contributions),
    expectations: contributions.flatMap((each) => each.expectations),
    strongPoints: contributions.flatMap((each) => each.strongPoints),
    signs: signsTable(contributions.flatMap((each) => each.signs)),
    thirtyDays: planThirtyDays(
      findings,
      contributions.flatMap((each) => each.pilotCandidates),
    ),
    overall: overallOf(contributions),
  }
}

function inOrderOf(findings: readonly Finding[], evidence: readonly Evidence[]): readonly Evidence[] {
  const byId = new Map(evidence.map((each) => [each.id, each]))
  return findings.flatMap((finding) => finding.evidence).flatMap((id) => byId.get(id) ?? [])
}
