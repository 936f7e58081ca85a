import { cohensKappa } from '../domain/statistics/cohen-kappa.ts'
import { nominalAlpha, type Reliability, reliabilityOf } from '../domain/statistics/krippendorff-alpha.ts'
import { percentAgreement } from '../domain/statistics/percent-agreement.ts'
import { type Coding, noTheme } from './coding.ts'

/**
 * Two coders over the texts that both have coded, "no theme" being a code. Shares 0…1; null where undefined.
 * `differences`: texts they coded differently, to be talked over.
 */
export type CodingAgreement = {
  readonly both: number
  readonly of: number
  readonly alpha: number | null
  readonly kappa: number | null
  readonly percent: number | null
  readonly reliability: Reliability | null
  readonly differences: readonly string[]
}

/** Null with one coder. α leads; Cohen's κ stands beside it for readers who know that one. */
export function codingAgreement({ texts, themes, codes }: Coding): CodingAgreement | null {
  if (Object.keys(codes.second).length === 0) return null
  const both = texts.flatMap(({ id }) => {
    const [lead, second] = [codes.lead[id], codes.second[id]]
    return lead === undefined || second === undefined ? [] : [{ id, lead, second }]
  })
  const coders = [both.map(({ lead }) => lead), both.map(({ second }) => second)]
  const alpha = nominalAlpha(coders)
  const categories = [...themes.map(({ id }) => id), noTheme]
  const table = categories.map((row) =>
    categories.map((column) => both.filter(({ lead, second }) => lead === row && second === column).length),
  )
  return {
    both: both.length,
    of: texts.length,
    alpha,
    kappa: cohensKappa(table),
    percent: percentAgreement(coders),
    reliability: alpha === null ? null : reliabilityOf(alpha),
    differences: both.filter(({ lead, second }) => lead !== second).map(({ id }) => id),
  }
}
