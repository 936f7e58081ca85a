/** Of all pairs: put together rightly, put together wrongly, left apart wrongly, left apart rightly. */
export type PairCounts = {
  readonly together: number
  readonly wrong: number
  readonly missed: number
  readonly apart: number
}

/** `found` and `labelled`: the group of each statement, in the same order. */
export function countPairs(found: readonly (string | number)[], labelled: readonly string[]): PairCounts {
  const counts = { together: 0, wrong: 0, missed: 0, apart: 0 }
  for (const [at, group] of found.entries()) {
    for (let other = at + 1; other < found.length; other += 1) {
      const isFound = group === found[other]
      const isLabelled = labelled[at] === labelled[other]
      if (isFound) counts[isLabelled ? 'together' : 'wrong'] += 1
      else counts[isLabelled ? 'missed' : 'apart'] += 1
    }
  }
  return counts
}

export function addCounts(a: PairCounts, b: PairCounts): PairCounts {
  return {
    together: a.together + b.together,
    wrong: a.wrong + b.wrong,
    missed: a.missed + b.missed,
    apart: a.apart + b.apart,
  }
}

export function precisionOf({ together, wrong }: PairCounts): number {
  return together + wrong === 0 ? 1 : together / (together + wrong)
}

export function recallOf({ together, missed }: PairCounts): number {
  return together + missed === 0 ? 1 : together / (together + missed)
}

/** Hubert & Arabie 1985 from the four counts: 1 the same grouping, 0 no better than chance. */
export function adjustedRandIndex({ together, wrong, missed, apart }: PairCounts): number {
  const all = together + wrong + missed + apart
  const expected = ((together + wrong) * (together + missed)) / all
  const most = (together + wrong + together + missed) / 2
  return most === expected ? 1 : (together - expected) / (most - expected)
}
