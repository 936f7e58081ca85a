import { type Coherence, executiveCoherence } from '../../domain/statistics/executive-coherence.ts'
import { type Concordance, kendallsW, ranksOfList } from '../../domain/statistics/kendall-w.ts'
import { reliabilityOf } from '../../domain/statistics/krippendorff-alpha.ts'
import { type CodedTest, topThemes } from './coded-test.ts'

/** Withheld when two coders disagreed too much, or with fewer than three executives whose priorities have a theme. */
export type ScoredCoherence =
  | {
      readonly outcome: 'scored'
      readonly coherence: Coherence
      /** For the appendix only. */
      readonly concordance: Concordance | null
      readonly isOneCoder: boolean
    }
  | { readonly outcome: 'withheld'; readonly reason: 'coders-disagree' | 'too-few' }

const fewestCompared = 3

export function scoreCoherence(test: CodedTest): ScoredCoherence {
  const { count, alpha } = test.coders
  if (count === 2 && alpha !== null && reliabilityOf(alpha) === 'unreliable') {
    return { outcome: 'withheld', reason: 'coders-disagree' }
  }
  const lists = test.executives.map(({ id }) => topThemes(test, id)).filter((list) => list.length > 0)
  const coherence =
    lists.length < fewestCompared ? null : executiveCoherence(lists, { universe: test.themes.length })
  if (coherence === null) return { outcome: 'withheld', reason: 'too-few' }
  const themes = test.themes.map(({ id }) => id)
  const concordance = kendallsW(lists.map((list) => ranksOfList(list, themes)))
  return { outcome: 'scored', coherence, concordance, isOneCoder: count === 1 }
}
