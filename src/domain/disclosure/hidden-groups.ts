import type { CountedUnit } from './count-answers.ts'
import type { FormedGroups } from './form-groups.ts'
import type { Units } from './form-units.ts'
import { leadershipUnit, openLinkUnit } from './form-units.ts'
import type { SideNames } from './name-groups.ts'
import type { DisclosureRule, ReleasedAtom, ReleasedTable } from './released-table.ts'
import { smallestOpenGroup } from './rules.ts'

type Hidden = ReleasedTable['hidden'][number]

type Gathering = {
  readonly units: Units
  readonly formed: FormedGroups
  readonly atoms: readonly ReleasedAtom[]
  readonly raw: ReadonlyMap<string, CountedUnit>
  readonly names: SideNames
}

/** What is not shown by itself, the shown group it is counted in (null: in none), and why: joined at opening or at close. */
export function gatherHidden({ units, formed, atoms, raw, names }: Gathering): readonly Hidden[] {
  const atClose = new Map(formed.hidden.map((node) => [node.id, node.countedIn]))
  const invited = units.staff.hidden.map((node) => {
    const unit = node.countedIn
    const countedIn = unit !== null && atClose.has(unit) ? (atClose.get(unit) ?? null) : unit
    return { ...node, countedIn, reason: 'too-few-invited' as const }
  })
  const answered = formed.hidden.map((node) => ({ ...node, reason: 'too-few-answers' as const }))
  return [
    ...answered,
    ...invited,
    ...hiddenLeaders(units, formed, { atoms, names }),
    ...hiddenOpenLink(atoms, raw, names),
  ]
}

function hiddenLeaders(
  { leaders, hasLeadership }: Units,
  formed: FormedGroups,
  { atoms, names }: Pick<Gathering, 'atoms' | 'names'>,
): readonly Hidden[] {
  if (leaders === 0 || atoms.some((atom) => atom.side === 'leadership')) return []
  const own = { id: leadershipUnit, name: names.leadership }
  if (hasLeadership) return [{ ...own, countedIn: null, reason: 'too-few-answers' }]
  return [{ ...own, countedIn: formed.groups[0]?.id ?? null, reason: 'too-few-invited' }]
}

function hiddenOpenLink(
  atoms: readonly ReleasedAtom[],
  raw: Gathering['raw'],
  names: SideNames,
): readonly Hidden[] {
  if (atoms.some((atom) => atom.side === 'open') || !raw.has(openLinkUnit)) return []
  return [{ id: openLinkUnit, name: names.openLink, countedIn: null, reason: 'too-few-answers' }]
}

/** How many answers a group needs to be shown: the open link more than others. */
export function fewestAnswers({ k }: DisclosureRule, groupId: string): number {
  return groupId === openLinkUnit ? Math.max(smallestOpenGroup, k) : k
}
