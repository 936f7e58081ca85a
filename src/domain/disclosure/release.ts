import type { Edge } from './adjust-edge.ts'
import { adjustHistogram, answersIn } from './adjust-histogram.ts'
import type { OptionCounts } from './adjust-options.ts'
import { adjustOptions, cantSay, noneOfThem } from './adjust-options.ts'
import type { CountedAnswers, CountedUnit } from './count-answers.ts'
import type { FormedGroups } from './form-groups.ts'
import type { Units } from './form-units.ts'
import { formAtoms, leadershipUnit, openLinkUnit } from './form-units.ts'
import { gatherHidden } from './hidden-groups.ts'
import { releaseEstimate } from './leaders-estimates.ts'
import type { SideNames } from './name-groups.ts'
import { gatherGroups } from './released-groups.ts'
import type {
  DisclosureRule,
  Histogram,
  Profile,
  ReleasedAtom,
  ReleasedTable,
  Side,
} from './released-table.ts'
import { smallestOpenGroup } from './rules.ts'

/** What was frozen at opening. `invited` by unit id as at close; leadership and open link by their unit constants. */
export type ReleaseSetUp = {
  readonly profile: Profile
  readonly rule: DisclosureRule
  readonly items: ReleasedTable['items']
  readonly priorities: ReleasedTable['priorities']
  readonly units: Units
  readonly invited: Readonly<Record<string, number>>
  readonly names: SideNames
}

/**
 * Everything that is kept of a survey, from raw counts, once, at close (spec 09). Fewer than k staff: nothing at all.
 * Throws when counts do not add up, belong to no unit, or the edges of the smallest atom would meet.
 */
export function releaseTable(setUp: ReleaseSetUp, counted: CountedAnswers): ReleasedTable {
  const { rule, units, invited, names } = setUp
  if (rule.k <= 2 * rule.e) throw new Error(`Atoms of ${rule.k} leave nothing between edges of ${rule.e}`)
  refuseForeignUnits(units, counted)
  const raw = new Map(counted.units.map((unit) => [unit.unit, unit]))
  const sizes = new Map(units.staff.atoms.map((unit) => [unit.id, raw.get(unit.id)?.answered ?? 0]))
  const formed = formAtoms(units.staff, { k: rule.k, names, sizes })
  const atoms = formed.atoms.length === 0 ? [] : [...staffAtoms(formed, setUp, raw), ...sideAtoms(setUp, raw)]
  const detail = formAtoms(formed, { k: rule.detail, names, sizes: sizesOf(formed) })
  return {
    version: 1,
    profile: setUp.profile,
    rule,
    items: setUp.items,
    priorities: setUp.priorities,
    atoms,
    ...gatherGroups({ formed, detail, atoms, detailFrom: rule.detail, staffName: names.staff }),
    hidden: gatherHidden({ units, formed, atoms, raw, names }),
    estimates: atoms.length === 0 ? {} : releaseEstimates(counted.estimates, rule.k),
    participation: {
      invited: total(Object.values(invited)),
      // Of the invited: nobody knows how many people answered by open link.
      answered: total(counted.units.map((u) => (u.unit === openLinkUnit ? 0 : u.answered))),
    },
  }
}

type Raw = ReadonlyMap<string, CountedUnit>

function refuseForeignUnits(units: Units, counted: CountedAnswers): void {
  const sides = units.hasLeadership ? [leadershipUnit, openLinkUnit] : [openLinkUnit]
  const known = new Set([...units.staff.atoms.map((unit) => unit.id), ...sides])
  if (counted.units.some((unit) => !known.has(unit.unit)))
    throw new Error('Answers came from a unit that was not opened')
}

function staffAtoms(formed: FormedGroups, setUp: ReleaseSetUp, raw: Raw): readonly ReleasedAtom[] {
  return formed.atoms.map((atom) => releaseAtom({ ...atom, side: 'staff' }, setUp, raw))
}

// Leaders too few at close and open links under 30 are not written, and cannot be found by subtraction: no group holds them.
function sideAtoms(setUp: ReleaseSetUp, raw: Raw): readonly ReleasedAtom[] {
  const sides = [
    { id: leadershipUnit, name: setUp.names.leadership, side: 'leadership', least: setUp.rule.k },
    {
      id: openLinkUnit,
      name: setUp.names.openLink,
      side: 'open',
      least: Math.max(smallestOpenGroup, setUp.rule.k),
    },
  ] as const
  const written = sides.filter(({ id, least }) => (raw.get(id)?.answered ?? 0) >= least)
  return written.map((side) => releaseAtom({ ...side, members: [side.id] }, setUp, raw))
}

type Forming = {
  readonly id: string
  readonly name: string
  readonly side: Side
  readonly members: readonly string[]
}

function releaseAtom({ id, name, side, members }: Forming, setUp: ReleaseSetUp, raw: Raw): ReleasedAtom {
  const units = members.flatMap((id) => raw.get(id) ?? [])
  const answered = total(units.map((unit) => unit.answered))
  const edge = { e: setUp.rule.e, alone: answered >= setUp.rule.detail }
  const items = setUp.items.map(({ code, reversed }) => {
    const histogram = sumOf(units, code, answered)
    return [code, adjustHistogram(histogram, { ...edge, reversed })] as const
  })
  const invited = total(members.map((id) => setUp.invited[id] ?? 0))
  const lineOfSight = releaseOptions(units, setUp.priorities, { ...edge, answered })
  return { id, name, side, invited, answered, items: Object.fromEntries(items), lineOfSight }
}

function sumOf(units: readonly CountedUnit[], code: string, answered: number): Histogram {
  const at = (slot: number): number => total(units.map((unit) => unit.items[code]?.[slot] ?? 0))
  const sum: Histogram = [at(0), at(1), at(2), at(3), at(4), at(5)]
  if (answersIn(sum) !== answered)
    throw new Error(`Answers to item ${code} do not add up to the people who answered`)
  return sum
}

function releaseOptions(
  units: readonly CountedUnit[],
  priorities: ReleaseSetUp['priorities'],
  { answered, ...edge }: Edge & { readonly answered: number },
): OptionCounts | null {
  if (priorities.length === 0) return null
  const options = [...priorities.map((priority) => priority.id), noneOfThem, cantSay]
  const sums = options.map((option) => total(units.map((unit) => unit.lineOfSight[option] ?? 0)))
  if (total(sums) !== answered) throw new Error('Lines of sight do not add up to the people who answered')
  return adjustOptions(
    Object.fromEntries(options.map((option, at) => [option, sums[at] ?? 0])),
    options,
    edge,
  )
}

function releaseEstimates(estimates: CountedAnswers['estimates'], k: number): ReleasedTable['estimates'] {
  const told = Object.entries(estimates).map(([about, list]) => [about, releaseEstimate(list, k)] as const)
  return Object.fromEntries(
    told.flatMap(([about, estimate]) => (estimate === null ? [] : [[about, estimate]])),
  )
}

function sizesOf(formed: FormedGroups): ReadonlyMap<string, number> {
  return new Map(formed.atoms.map((atom) => [atom.id, atom.size]))
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
