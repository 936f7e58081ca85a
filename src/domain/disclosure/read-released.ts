import { isOwnCode } from '../own-item.ts'
import type { HeadCount } from '../statistics/head-count.ts'
import { answersIn, favourableIn } from './adjust-histogram.ts'
import type { UnionOfAtoms } from './read-groups.ts'
import { atomsOf, hasDetail, showsOwnItems } from './read-groups.ts'
import type { Released } from './released.ts'
import { passGate } from './released.ts'
import type { Histogram, ReleasedAtom, ReleasedEstimate, ReleasedTable } from './released-table.ts'

export type { UnionOfAtoms } from './read-groups.ts'
export {
  groupById,
  leadershipGroup,
  openLinkGroup,
  organisationGroup,
  restOf,
  shownDetailGroups,
  shownGroups,
  showsOwnItems,
  staffGroup,
} from './read-groups.ts'

/** Why there is no figure: the group is not shown, too small for this kind of figure, would tell a smaller one's, or the item was not asked. */
export type Hidden = {
  readonly hidden: 'too-few-answers' | 'needs-larger-group' | 'tells-smaller-group' | 'not-asked'
}
export type Favourable = HeadCount
export type Distribution = { readonly counts: Histogram; readonly n: number }
export type OptionWord = 'few' | 'some' | 'most' | 'nearly-all'

/** By option id: the agreed priorities, 'none' and 'cant-say'. */
export type LineOfSight =
  | { readonly kind: 'numbers'; readonly n: number; readonly counts: Readonly<Record<string, number>> }
  | { readonly kind: 'words'; readonly n: number; readonly words: Readonly<Record<string, OptionWord>> }

export function isHidden(figure: object): figure is Hidden {
  return 'hidden' in figure
}

/** Invited and answered of a union of atoms. */
export function participation(
  table: ReleasedTable,
  group: UnionOfAtoms,
): Released<{ invited: number; answered: number }> {
  const atoms = atomsOf(table, group)
  return passGate({
    invited: sum(atoms, (atom) => atom.invited),
    answered: sum(atoms, (atom) => atom.answered),
  })
}

/** Favourable answers with their envelope, summed over atoms; of own items only where `showsOwnItems`. */
export function favourable(
  table: ReleasedTable,
  group: UnionOfAtoms,
  code: string,
): Released<Favourable> | Hidden {
  const item = table.items.find((candidate) => candidate.code === code)
  const atoms = atomsOf(table, group)
  if (atoms.length === 0) return { hidden: 'too-few-answers' }
  if (item === undefined) return { hidden: 'not-asked' }
  if (isOwnCode(code) && !showsOwnItems(table, group)) return hiddenOwn(table, atoms)
  const counts = atoms.map((atom) =>
    atomCount(atom, favourableIn(histogramOf(atom, code), item.reversed), table.rule.e),
  )
  return passGate(addCounts(counts))
}

/** Answers 4 and 5 before reversal. For reversed items it is part of the distribution and shown only with it. */
export function rawAgreement(
  table: ReleasedTable,
  group: UnionOfAtoms,
  code: string,
): Released<Favourable> | Hidden {
  const item = table.items.find((candidate) => candidate.code === code)
  if (item?.reversed !== true) return favourable(table, group, code)
  if (!hasDetailOf(table, group, code)) return { hidden: 'needs-larger-group' }
  const { e } = table.rule
  const counts = atomsOf(table, group).map((atom) => {
    const told = atomCount(atom, favourableIn(histogramOf(atom, code), true), e)
    const x = favourableIn(histogramOf(atom, code), false)
    const moved = told.low === told.high ? 0 : e
    return { ...told, x, low: Math.max(0, x - moved), high: Math.min(told.n, x + moved) }
  })
  return passGate(addCounts(counts))
}

/** The adjusted answers, "I can't say" last; only for unions of atoms formed with `detail`. */
export function distribution(
  table: ReleasedTable,
  group: UnionOfAtoms,
  code: string,
): Released<Distribution> | Hidden {
  if (!table.items.some((item) => item.code === code)) return { hidden: 'not-asked' }
  if (!hasDetailOf(table, group, code)) return { hidden: 'needs-larger-group' }
  const histograms = atomsOf(table, group).map((atom) => histogramOf(atom, code))
  const at = (slot: number): number => sum(histograms, (histogram) => histogram[slot] ?? 0)
  const counts: Histogram = [at(0), at(1), at(2), at(3), at(4), at(5)]
  return passGate({ counts, n: answersIn(counts) })
}

/** Whom the team's work serves most: in numbers with `detail`, else in words (few: at most e; most: over half). */
export function lineOfSight(table: ReleasedTable, group: UnionOfAtoms): Released<LineOfSight> | Hidden {
  const atoms = atomsOf(table, group)
  if (atoms.length === 0) return { hidden: 'too-few-answers' }
  const asked = atoms.flatMap((atom) => (atom.lineOfSight === null ? [] : [atom.lineOfSight]))
  if (asked.length < atoms.length) return { hidden: 'not-asked' }
  const n = sum(atoms, (atom) => atom.answered)
  const options = Object.keys(asked[0] ?? {})
  const counts = options.map((option) => [option, sum(asked, (atom) => atom[option] ?? 0)] as const)
  if (hasDetail(table, group))
    return passGate({ kind: 'numbers', n, counts: Object.fromEntries(counts) } as const)
  const words = counts.map(([option, count]) => [option, inWords(count, n, table.rule.e)] as const)
  return passGate({ kind: 'words', n, words: Object.fromEntries(words) } as const)
}

/** Who chose one of these options, as a count with what the protection of small groups leaves open; only with `detail`. */
export function lineOfSightCount(
  table: ReleasedTable,
  group: UnionOfAtoms,
  options: readonly string[],
): Released<HeadCount> | Hidden {
  const atoms = atomsOf(table, group)
  if (atoms.some((atom) => atom.lineOfSight === null)) return { hidden: 'not-asked' }
  if (!hasDetail(table, group)) return { hidden: 'needs-larger-group' }
  return passGate(addCounts(atoms.map((atom) => chosenIn(atom, options, table.rule.e))))
}

// Only an atom in which nearly all chose the same was adjusted, and by at most e (see adjust-options.ts).
function chosenIn({ lineOfSight, answered, invited }: ReleasedAtom, options: readonly string[], e: number) {
  const counts = Object.entries(lineOfSight ?? {})
  const x = sum(counts, ([option, count]) => (options.includes(option) ? count : 0))
  const moved = counts.some(([, count]) => answered - count <= e) ? e : 0
  return { x, n: answered, invited, low: Math.max(0, x - moved), high: Math.min(answered, x + moved) }
}

/** What leaders expected of an item, or of 'all-priorities'. */
export function estimate(table: ReleasedTable, about: string): Released<ReleasedEstimate> | Hidden {
  const told = table.estimates[about]
  return told === undefined ? { hidden: 'too-few-answers' } : passGate(told)
}

function hiddenOwn({ rule }: ReleasedTable, atoms: readonly ReleasedAtom[]): Hidden {
  const isLarge = sum(atoms, ({ answered }) => answered) >= rule.detail
  return { hidden: isLarge ? 'tells-smaller-group' : 'needs-larger-group' }
}

function hasDetailOf(table: ReleasedTable, group: UnionOfAtoms, code: string): boolean {
  return hasDetail(table, group) && (!isOwnCode(code) || showsOwnItems(table, group))
}

function atomCount({ answered, invited }: ReleasedAtom, x: number, e: number): HeadCount {
  if (x <= e) return { x, n: answered, invited, low: 0, high: e }
  if (x >= answered - e) return { x, n: answered, invited, low: answered - e, high: answered }
  return { x, n: answered, invited, low: x, high: x }
}

function addCounts(counts: readonly HeadCount[]): HeadCount {
  return {
    x: sum(counts, (count) => count.x),
    n: sum(counts, (count) => count.n),
    invited: sum(counts, (count) => count.invited),
    low: sum(counts, (count) => count.low),
    high: sum(counts, (count) => count.high),
  }
}

function histogramOf(atom: ReleasedAtom, code: string): Histogram {
  const histogram = atom.items[code]
  if (histogram === undefined)
    throw new Error(`The released table has no answers to item ${code} in one of its atoms`)
  return histogram
}

function inWords(count: number, n: number, e: number): OptionWord {
  if (count <= e) return 'few'
  if (count >= n - e) return 'nearly-all'
  return count * 2 > n ? 'most' : 'some'
}

function sum<T>(list: readonly T[], count: (entry: T) => number): number {
  return list.reduce((total, entry) => total + count(entry), 0)
}
