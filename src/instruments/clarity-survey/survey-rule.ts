import type { Strength } from '../../domain/evidence.ts'
import { type ItemRow, type SurveyRule, surveyRule } from '../../domain/evidence-rules.ts'

/** One mean in per cent: of the items that were asked, with the ends of its range. */
export type RowFigure = { readonly value: number; readonly low: number; readonly high: number }

export type Claim = { readonly direction: 'supports' | 'contradicts'; readonly strength: Strength }

/** What the survey rule needs beside the figure. `items`: how many were asked; `lowestGroup`: the lowest mean among shown groups. */
export type Setting = {
  readonly items: number
  readonly participationPercent: number
  readonly lowestGroup: number | null
}

/** The survey rule (spec 08): caps of the row, one level lower for a single item and for low participation; null says nothing. */
export function applySurveyRule(
  figure: RowFigure,
  row: Pick<ItemRow, 'supportsUpTo' | 'contradictsUpTo'>,
  setting: Setting,
  rule: SurveyRule = surveyRule,
): Claim | null {
  const single = setting.items === 1 ? 1 : 0
  const isLow = setting.participationPercent < rule.participationAtLeast
  const level = rule.supports.find(
    ({ atMost, upperBelow }) => figure.value <= atMost && figure.high < upperBelow,
  )
  if (level !== undefined) {
    return claim('supports', Math.min(level.strength - single - (isLow ? 1 : 0), row.supportsUpTo))
  }
  if (isLow || !speaksAgainst(figure, setting, rule)) return null
  return claim('contradicts', Math.min(rule.contradicts.strength - single, row.contradictsUpTo))
}

function speaksAgainst(figure: RowFigure, { lowestGroup }: Setting, { contradicts }: SurveyRule): boolean {
  return (
    figure.value >= contradicts.atLeast &&
    figure.low >= contradicts.lowerAtLeast &&
    (lowestGroup === null || lowestGroup >= contradicts.noGroupUnder)
  )
}

/** A level under 1 is no evidence. */
export function claim(direction: Claim['direction'], strength: number): Claim | null {
  return strength === 1 || strength === 2 || strength === 3 ? { direction, strength } : null
}
