import { mean } from 'simple-statistics'

/** Priorities named by each person, out of those agreed. `histogram[h]`: people who named h of them. Shares 0…1. */
export type Recall = {
  readonly hits: readonly number[]
  readonly histogram: readonly number[]
  readonly meanHits: number | null
  readonly shareAll: number | null
  readonly shareAtLeastOne: number | null
  readonly perPriority: Readonly<Record<string, number | null>>
}

/** Duplicates count once; blanks and "don't know any" are empty lists and count as none (spec 10). Null without people. */
export function recallOf(agreed: readonly string[], responses: readonly (readonly string[])[]): Recall {
  const named = responses.map((response) => new Set(response.filter((priority) => agreed.includes(priority))))
  const hits = named.map((set) => set.size)
  const share = (people: number) => (responses.length === 0 ? null : people / responses.length)
  const perPriority = agreed.map((priority) => [
    priority,
    share(named.filter((set) => set.has(priority)).length),
  ])
  return {
    hits,
    histogram: Array.from({ length: agreed.length + 1 }, (_, h) => hits.filter((hit) => hit === h).length),
    meanHits: hits.length === 0 ? null : mean(hits),
    shareAll: agreed.length === 0 ? null : share(hits.filter((hit) => hit === agreed.length).length),
    shareAtLeastOne: agreed.length === 0 ? null : share(hits.filter((hit) => hit > 0).length),
    perPriority: Object.fromEntries(perPriority),
  }
}
