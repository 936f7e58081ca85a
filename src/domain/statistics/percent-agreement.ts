import { mean, sum } from 'simple-statistics'

/** What one coder made of each unit, in the same order for all; null where the coder left it out. */
export type Coding<Value extends string | number = string | number> = readonly (Value | null)[]

/** Values of each unit, without what was left out. All codings must have the same length. */
export function valuesByUnit<Value extends string | number>(
  coders: readonly Coding<Value>[],
): readonly (readonly Value[])[] {
  const units = coders[0]?.length ?? 0
  if (coders.some((coding) => coding.length !== units)) throw new RangeError('Codings differ in length.')
  return Array.from({ length: units }, (_, unit) =>
    coders.flatMap((coding) => {
      const value = coding[unit]
      return value === null || value === undefined ? [] : [value]
    }),
  )
}

/** Mean share of agreeing pairs over units with two values or more, 0…1; null when there is none. */
export function percentAgreement(coders: readonly Coding[]): number | null {
  const paired = valuesByUnit(coders).filter((values) => values.length > 1)
  return paired.length === 0 ? null : mean(paired.map(agreeingPairs))
}

function agreeingPairs(values: readonly (string | number)[]): number {
  const groups = [...Map.groupBy(values, (value) => value).values()]
  return sum(groups.map(({ length }) => length * (length - 1))) / (values.length * (values.length - 1))
}
