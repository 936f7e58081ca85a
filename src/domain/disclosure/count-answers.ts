import type { OptionCounts } from './adjust-options.ts'
import { cantSay } from './adjust-options.ts'
import type { Histogram } from './released-table.ts'

export type Answer = 1 | 2 | 3 | 4 | 5 | typeof cantSay

/** One response as it is opened at close: knows what, and of whom only the unit. `estimates` in per cent, "no idea" left out. */
export type OpenedResponse = {
  readonly unit: string
  readonly items: Readonly<Record<string, Answer>>
  readonly lineOfSight?: string | null
  readonly estimates?: Readonly<Record<string, number>>
}

/** Raw counts of one unit. They exist in memory during the close and nowhere else. */
export type CountedUnit = {
  readonly unit: string
  readonly answered: number
  readonly items: Readonly<Record<string, Histogram>>
  readonly lineOfSight: OptionCounts
}

export type CountedAnswers = {
  readonly units: readonly CountedUnit[]
  readonly estimates: Readonly<Record<string, readonly number[]>>
}

type Tally = { answered: number; items: Record<string, Mutable>; lineOfSight: Record<string, number> }
type Mutable = [number, number, number, number, number, number]

/** Counts responses by unit; their order does not matter. Throws when a response leaves an item out. */
export function countAnswers(responses: Iterable<OpenedResponse>, items: readonly string[]): CountedAnswers {
  const tallies = new Map<string, Tally>()
  const estimates: Record<string, number[]> = {}
  for (const response of responses) {
    const tally = tallies.get(response.unit) ?? emptyTally(items)
    tallies.set(response.unit, tally)
    addResponse(tally, response, items)
    addEstimates(estimates, response.estimates ?? {})
  }
  return { units: [...tallies].map(([unit, tally]) => ({ unit, ...tally })), estimates }
}

function emptyTally(items: readonly string[]): Tally {
  const empty = items.map((item): [string, Mutable] => [item, [0, 0, 0, 0, 0, 0]])
  return { answered: 0, items: Object.fromEntries(empty), lineOfSight: {} }
}

function addResponse(tally: Tally, response: OpenedResponse, items: readonly string[]): void {
  tally.answered += 1
  for (const item of items) {
    const answer = response.items[item]
    const histogram = tally.items[item]
    if (answer === undefined || histogram === undefined)
      throw new Error(`A response has no answer to item ${item}`)
    histogram[answer === cantSay ? 5 : answer - 1] = (histogram[answer === cantSay ? 5 : answer - 1] ?? 0) + 1
  }
  const option = response.lineOfSight ?? null
  if (option !== null) tally.lineOfSight[option] = (tally.lineOfSight[option] ?? 0) + 1
}

function addEstimates(estimates: Record<string, number[]>, given: Readonly<Record<string, number>>): void {
  for (const [about, percent] of Object.entries(given)) {
    estimates[about] ??= []
    estimates[about].push(percent)
  }
}
