import type { Term } from './terms.ts'

const shortest = 5
const likeness = 0.7

/**
 * Gives words that no concept covers a family with those of this set that begin alike ("administr" and "administ",
 * endings a stemmer does not know, slips of the pen): five letters at least and 70 % of the longer one in common.
 */
export function joinFamilies(statements: readonly (readonly Term[])[]): readonly (readonly Term[])[] {
  const families = familiesOf(statements.flat().filter(isLoose))
  return statements.map((terms) =>
    terms.map((term) => {
      const family = isLoose(term) ? families.get(term.stem) : undefined
      return family === undefined ? term : { ...term, concepts: [`${family}…`] }
    }),
  )
}

function isLoose({ kind, concepts }: Term): boolean {
  return kind === 'word' && concepts.length === 0
}

function familiesOf(terms: readonly Term[]): ReadonlyMap<string, string> {
  const stems = [...new Set(terms.map(({ stem }) => stem))].toSorted()
  const families = new Map<string, string>()
  for (const [at, stem] of stems.entries()) {
    const before = stems[at - 1]
    if (before === undefined || !isAkin(before, stem)) continue
    const family = families.get(before) ?? before
    families.set(before, family)
    families.set(stem, family)
  }
  return families
}

/** Two stems that begin alike for five letters and 70 % of the longer one. */
export function isAkin(a: string, b: string): boolean {
  let same = 0
  while (same < a.length && a[same] === b[same]) same += 1
  return same >= shortest && same / Math.max(a.length, b.length) >= likeness
}
