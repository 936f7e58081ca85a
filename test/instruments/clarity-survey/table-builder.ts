import { staffGroupId } from '../../../src/domain/disclosure/released-groups.ts'
import type {
  Histogram,
  ReleasedAtom,
  ReleasedTable,
  ShownGroup,
} from '../../../src/domain/disclosure/released-table.ts'
import { disclosureRules } from '../../../src/domain/disclosure/rules.ts'
import { findItem } from '../../../src/instruments/clarity-survey/items.ts'

/** Favourable per cent by item code of a team, or of all items. */
export type TeamGiven = {
  readonly answered: number
  readonly invited?: number
  readonly percent: number | Readonly<Record<string, number>>
  readonly lineOfSight?: Readonly<Record<string, number>>
}

export type TableGiven = {
  readonly items: readonly string[]
  readonly teams: Readonly<Record<string, TeamGiven>>
  readonly leaders?: TeamGiven
  readonly estimates?: Readonly<Record<string, number>>
  readonly priorities?: readonly string[]
  readonly hidden?: ReleasedTable['hidden']
}

/** A released table with exactly these adjusted counts: one level of teams under the company. */
export function aTable(given: TableGiven): ReleasedTable {
  const items = given.items.map((code) => ({ code, reversed: findItem(code)?.reversed ?? false }))
  const staff = Object.entries(given.teams).map(([name, team]) => atomOf(name, 'staff', { team, items }))
  const leaders =
    given.leaders === undefined ? [] : [atomOf('leadership', 'leadership', { team: given.leaders, items })]
  const atoms = [...staff, ...leaders]
  const groups = atoms.length === 0 ? [] : groupsOf(staff, leaders)
  const rule = disclosureRules.standard
  return {
    version: 1,
    profile: 'standard',
    rule,
    items,
    priorities: (given.priorities ?? []).map((text, at) => ({ id: `p${at + 1}`, text })),
    atoms,
    groups,
    detailGroups: groups.filter((group) => answeredIn(group, atoms) >= rule.detail),
    hidden: given.hidden ?? [],
    estimates: Object.fromEntries(
      Object.entries(given.estimates ?? {}).map(([about, mean]) => [
        about,
        { leaders: 7, mean, spread: null },
      ]),
    ),
    participation: {
      invited: atoms.reduce((sum, atom) => sum + atom.invited, 0),
      answered: atoms.reduce((sum, atom) => sum + atom.answered, 0),
    },
  }
}

type Asked = { readonly team: TeamGiven; readonly items: ReleasedTable['items'] }

function atomOf(name: string, side: 'staff' | 'leadership', { team, items }: Asked): ReleasedAtom {
  return {
    id: name,
    name,
    side,
    invited: team.invited ?? team.answered,
    answered: team.answered,
    items: Object.fromEntries(items.map(({ code, reversed }) => [code, histogram(team, code, reversed)])),
    lineOfSight: team.lineOfSight ?? null,
  }
}

function histogram({ percent, answered }: TeamGiven, code: string, reversed: boolean): Histogram {
  const share = typeof percent === 'number' ? percent : (percent[code] ?? 50)
  const favourable = Math.round((share * answered) / 100)
  const other = answered - favourable
  return reversed ? [0, favourable, other, 0, 0, 0] : [0, 0, other, favourable, 0, 0]
}

function groupsOf(staff: readonly ReleasedAtom[], leaders: readonly ReleasedAtom[]): readonly ShownGroup[] {
  const place = { parentId: 'company', depth: 1, joined: [] }
  const staffIds = staff.map((atom) => atom.id)
  const all = [...staffIds, ...leaders.map((atom) => atom.id)]
  const everyone: ShownGroup = {
    id: 'company',
    name: 'Company',
    side: 'everyone',
    parentId: null,
    depth: 0,
    atoms: all,
    joined: [],
  }
  const apart: ShownGroup = { id: staffGroupId, name: 'All staff', side: 'staff', ...place, atoms: staffIds }
  const single = ({ id, name, side }: ReleasedAtom): ShownGroup => ({ id, name, side, ...place, atoms: [id] })
  return [everyone, ...(leaders.length > 0 ? [apart] : []), ...staff.map(single), ...leaders.map(single)]
}

function answeredIn(group: ShownGroup, atoms: readonly ReleasedAtom[]): number {
  return atoms.filter((atom) => group.atoms.includes(atom.id)).reduce((sum, atom) => sum + atom.answered, 0)
}
