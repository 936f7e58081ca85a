/** Counts of people by answer, in one group of known size. */
export type World = readonly number[]

export type Release = {
  /** Every data set that could have been collected. */
  readonly worlds: readonly World[]
  /** Everything an onlooker sees when it was this one. */
  readonly shownAs: (world: World) => string
  /** What must not be proven about an answer: the answer itself, or its side. */
  readonly sideOf: (answer: number) => unknown
}

/**
 * An attacker with a solver: knows all data sets that explain what is shown, and their own answer, and proves what is
 * the same in every one. Returns what they prove about another member; people in one group are alike to them.
 */
export function provenAnswers({ worlds, shownAs, sideOf }: Release): readonly string[] {
  return [...alike(worlds, shownAs)].flatMap(([shown, consistent]) =>
    ownAnswers(consistent).flatMap((own) => {
      const mine = consistent.filter((world) => (world[own] ?? 0) > 0)
      const sides = new Set(mine.flatMap((world) => sidesOfOthers(world, own, sideOf)))
      return sides.size === 1 ? [`${shown}: whoever answered ${own} proves ${[...sides][0]}`] : []
    }),
  )
}

/** For every member of every world: how many different totals remain possible to someone who knows their own answer. */
export function fewestTotals({ worlds, shownAs }: Release, totalOf: (world: World) => number): number {
  const counts = [...alike(worlds, shownAs).values()].flatMap((consistent) =>
    ownAnswers(consistent).map((own) => {
      const mine = consistent.filter((world) => (world[own] ?? 0) > 0)
      return new Set(mine.map(totalOf)).size
    }),
  )
  return Math.min(...counts)
}

function alike(worlds: readonly World[], shownAs: Release['shownAs']): ReadonlyMap<string, readonly World[]> {
  return Map.groupBy(worlds, shownAs)
}

function ownAnswers(consistent: readonly World[]): readonly number[] {
  const answers = (consistent[0] ?? []).map((_, answer) => answer)
  return answers.filter((answer) => consistent.some((world) => (world[answer] ?? 0) > 0))
}

function sidesOfOthers(world: World, own: number, sideOf: Release['sideOf']): readonly unknown[] {
  return world.flatMap((count, answer) => (count - (answer === own ? 1 : 0) > 0 ? [sideOf(answer)] : []))
}

/** All ways in which n people can choose among so many answers. */
export function allWorlds(n: number, answers: number): readonly World[] {
  if (answers === 1) return [[n]]
  return Array.from({ length: n + 1 }, (_, first) => first).flatMap((first) =>
    allWorlds(n - first, answers - 1).map((rest) => [first, ...rest]),
  )
}
