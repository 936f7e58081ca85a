import type { CountedAnswers, CountedUnit } from '../domain/disclosure/count-answers.ts'
import type { Histogram } from '../domain/disclosure/released-table.ts'

export const nothingCounted: CountedAnswers = { units: [], estimates: {} }

/** The counts of two batches as if they had been counted as one. */
export function sumCounts(left: CountedAnswers, right: CountedAnswers): CountedAnswers {
  const units = new Map(left.units.map((unit) => [unit.unit, unit]))
  for (const unit of right.units) {
    const known = units.get(unit.unit)
    units.set(unit.unit, known === undefined ? unit : sumUnits(known, unit))
  }
  const about = new Set([...Object.keys(left.estimates), ...Object.keys(right.estimates)])
  const estimates = [...about].map((name) => [
    name,
    [...(left.estimates[name] ?? []), ...(right.estimates[name] ?? [])],
  ])
  return { units: [...units.values()], estimates: Object.fromEntries(estimates) }
}

function sumUnits(left: CountedUnit, right: CountedUnit): CountedUnit {
  const items = Object.entries(left.items).map(([code, histogram]) => [
    code,
    sumHistograms(histogram, right.items[code]),
  ])
  const options = new Set([...Object.keys(left.lineOfSight), ...Object.keys(right.lineOfSight)])
  const lineOfSight = [...options].map((option) => [
    option,
    (left.lineOfSight[option] ?? 0) + (right.lineOfSight[option] ?? 0),
  ])
  return {
    unit: left.unit,
    answered: left.answered + right.answered,
    items: Object.fromEntries(items),
    lineOfSight: Object.fromEntries(lineOfSight),
  }
}

function sumHistograms(left: Histogram, right: Histogram | undefined): Histogram {
  const [one, two, three, four, five, cantSay] = left
  const more = right ?? [0, 0, 0, 0, 0, 0]
  return [one + more[0], two + more[1], three + more[2], four + more[3], five + more[4], cantSay + more[5]]
}
