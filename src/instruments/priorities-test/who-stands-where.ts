import { mean } from 'simple-statistics'
import { overlapBetween } from '../../domain/statistics/executive-coherence.ts'
import { type CodedTest, topThemes } from './coded-test.ts'

/** `overlap[i][j]` 0…1 between executives as given, null where one has no theme; 1 with themselves. */
export type Standing = {
  readonly overlap: readonly (readonly (number | null)[])[]
  readonly split: Split | null
  /** Too few named something for a split to be looked for. */
  readonly isTooSmall: boolean
}

/** Two groups of executives by their place; mean overlap inside and across, 0…1. */
export type Split = {
  readonly groups: readonly [readonly number[], readonly number[]]
  readonly within: number
  readonly between: number
}

const fewestInSplit = 4
/** One theme of three more in common inside than across. */
const clearFrom = 1 / 3

/**
 * Pairwise overlap, and the team split in two if the data says so: each nearer to their own group than to the other, and
 * at least a third more in common inside than across. Every split of at most fifteen people is looked at.
 */
export function whoStandsWhere(test: CodedTest): Standing {
  const lists = test.executives.map(({ id }) => topThemes(test, id))
  const overlap = lists.map((a) => lists.map((b) => overlapBetween(a, b)))
  const known = lists.flatMap((list, at) => (list.length > 0 ? [at] : []))
  const isTooSmall = known.length < fewestInSplit
  return { overlap, split: isTooSmall ? null : bestSplit(known, overlap), isTooSmall }
}

type Overlap = Standing['overlap']

function bestSplit(people: readonly number[], overlap: Overlap): Split | null {
  let best: Split | null = null
  // The last person stays in the second group: every split comes once.
  for (let mask = 1; mask < 2 ** (people.length - 1); mask += 1) {
    const first = people.filter((_, at) => (mask >> at) & 1)
    const second = people.filter((_, at) => !((mask >> at) & 1))
    if (first.length < 2 || second.length < 2) continue
    const split = measure([first, second], overlap)
    if (best === null || split.within - split.between > best.within - best.between) best = split
  }
  return best !== null && isClear(best, overlap) ? best : null
}

function measure(groups: Split['groups'], overlap: Overlap): Split {
  const [first, second] = groups
  const within = [first, second].flatMap((group) => pairsIn(group).map(([a, b]) => overlapAt(overlap, a, b)))
  const between = first.flatMap((a) => second.map((b) => overlapAt(overlap, a, b)))
  return { groups, within: mean(within), between: mean(between) }
}

function isClear({ groups: [first, second], within, between }: Split, overlap: Overlap): boolean {
  const isNearer = (own: readonly number[], others: readonly number[]) =>
    own.every((one) => {
      const mates = own.filter((mate) => mate !== one)
      return (
        mean(mates.map((mate) => overlapAt(overlap, one, mate))) >
        mean(others.map((other) => overlapAt(overlap, one, other)))
      )
    })
  return within - between >= clearFrom - 1e-9 && isNearer(first, second) && isNearer(second, first)
}

function pairsIn(group: readonly number[]): readonly (readonly [number, number])[] {
  return group.flatMap((a, at) => group.slice(at + 1).map((b) => [a, b] as const))
}

function overlapAt(overlap: Overlap, a: number, b: number): number {
  return overlap[a]?.[b] ?? 0
}
