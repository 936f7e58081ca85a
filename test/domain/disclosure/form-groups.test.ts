import fc from 'fast-check'
import t from 'tap'
import type { FormedGroups } from '../../../src/domain/disclosure/form-groups.ts'
import { formGroups } from '../../../src/domain/disclosure/form-groups.ts'
import type { TeamNode } from '../../../src/domain/disclosure/released-table.ts'
import { names, nodesOf, peopleIn, team, trees, workedExample } from './tree-samples.ts'

const smallest = fc.integer({ min: 2, max: 12 })

t.test('forms the atoms of the worked example with k = 5', async (t) => {
  const formed = formGroups(workedExample, 5, names)
  t.same(sizes(formed), {
    North: 9,
    'South, Key accounts and Sales direct': 11,
    Core: 12,
    'Data and Technology direct': 7,
    Day: 8,
    Night: 8,
    'Depot, Fleet and Operations direct': 7,
    'People and Company direct': 6,
  })
  const shown = formed.groups.map((group) => group.name)
  for (const name of ['Company', 'Sales', 'Technology', 'Operations']) t.ok(shown.includes(name), name)
})

t.test(
  'joins the last group of the worked example into the smallest atom of its smallest sibling with k = 7',
  async (t) => {
    const formed = formGroups(workedExample, 7, names)
    t.same(sizes(formed), {
      North: 9,
      'South, Key accounts and Sales direct': 11,
      Core: 12,
      'Data, Technology direct, People and Company direct': 13,
      Day: 8,
      Night: 8,
      'Depot, Fleet and Operations direct': 7,
    })
    const together = formed.groups.find((group) => group.name === 'Technology, People and Company direct')
    t.equal(peopleOf(formed, together?.atoms ?? []), 25)
    const countedIn = new Map(formed.hidden.map((node) => [node.name, node.countedIn]))
    t.same([countedIn.get('Technology'), countedIn.get('People')], [together?.id, together?.id])
    t.notOk(formed.groups.some((group) => group.name === 'Technology' || group.name === 'People'))
  },
)

t.test('shows nothing when the whole tree has fewer than k', async (t) => {
  const formed = formGroups(team('Company', 1, [team('North', 2), team('South', 1)]), 5, names)
  t.same([formed.atoms, formed.groups], [[], []])
  t.same(
    formed.hidden.map((node) => [node.id, node.countedIn]),
    [
      ['company', null],
      ['north', null],
      ['south', null],
    ],
  )
})

t.test('sends a parent that stays under k up as one group', async (t) => {
  const formed = formGroups(
    team('Company', 0, [team('East', 1, [team('A', 1), team('B', 2)]), team('West', 9)]),
    5,
    names,
  )
  t.same(sizes(formed), { Company: 13 })
  t.equal(formed.hidden.find((node) => node.id === 'b')?.countedIn, 'company')
})

t.test('breaks ties by name', async (t) => {
  const formed = formGroups(team('Company', 0, [team('Zeta', 6), team('Beta', 6), team('Mini', 2)]), 5, names)
  t.same(sizes(formed), { Zeta: 6, 'Beta and Mini': 8 })
})

t.test('shows a department and its only team by the same atom', async (t) => {
  const formed = formGroups(team('Company', 6, [team('Sales', 0, [team('North', 8)])]), 5, names)
  t.same(
    formed.groups.map((group) => group.name),
    ['Company', 'Sales', 'North', 'Company direct'],
  )
  t.same(formed.hidden, [])
})

t.test('counts a team in which nobody answered with another one', async (t) => {
  const formed = formGroups(
    team('Company', 0, [team('North', 8), team('South', 0), team('West', 9)]),
    5,
    names,
  )
  t.same(sizes(formed), { 'North and South': 8, West: 9 })
})

t.test('puts every person into exactly one atom of at least k', async () => {
  law((tree, k, formed) => {
    const members = formed.atoms.flatMap((atom) => atom.members)
    const expected = peopleIn(tree) < k ? [] : leavesOf(tree)
    const isPartition = members.toSorted().join() === expected.toSorted().join()
    return (
      isPartition &&
      formed.atoms.every((atom) => atom.size >= k && atom.size === directOf(tree, atom.members))
    )
  })
})

t.test('gives every atom a group of its own, and every group atoms that nest', async () => {
  law((_, __, { atoms, groups }) => {
    const byId = new Map(groups.map((group) => [group.id, group]))
    const hasAll = atoms.every((atom) => byId.get(atom.id)?.atoms.join() === atom.id)
    const nest = groups.every((group) => {
      const parent = group.parentId === null ? null : byId.get(group.parentId)
      return parent === null || group.atoms.every((atom) => parent?.atoms.includes(atom))
    })
    return hasAll && nest && byId.size === groups.length
  })
})

t.test('isolates nobody: sums and differences of shown groups have no one or at least k people', async () => {
  law((_, k, formed) => {
    const sets = formed.groups.map((group) => new Set(group.atoms))
    return sets.every((one) =>
      sets.every((other) => {
        const parts = [
          one.difference(other),
          one.intersection(other),
          one.symmetricDifference(other),
          one.union(other),
        ]
        return parts.every((part) => part.size === 0 || peopleOf(formed, [...part]) >= k)
      }),
    )
  })
})

t.test('shows a team by itself exactly when it is a union of atoms', async () => {
  law((tree, _, { atoms, groups }) => {
    const byId = new Map(groups.map((group) => [group.id, group]))
    return nodesOf(tree).every((node) => {
      const leaves = new Set(leavesOf(node))
      const touching = atoms.filter((atom) => atom.members.some((leaf) => leaves.has(leaf)))
      const isUnion =
        touching.length > 0 && touching.every((atom) => atom.members.every((leaf) => leaves.has(leaf)))
      const shown = byId.get(node.id)
      return isUnion ? shown?.atoms.toSorted().join() === idsOf(touching) : shown === undefined
    })
  })
})

t.test('says of everything hidden which shown group counts it', async () => {
  law((tree, _, formed) => {
    const groups = new Map(formed.groups.map((group) => [group.id, group]))
    const hidden = new Map(formed.hidden.map((node) => [node.id, node.countedIn]))
    return nodesOf(tree).every((node) => {
      const id = hidden.has(node.id) ? hidden.get(node.id) : node.id
      if (formed.atoms.length === 0) return id === null
      const members = formed.atoms
        .filter((atom) => groups.get(id ?? '')?.atoms.includes(atom.id))
        .flatMap((atom) => atom.members)
      return leavesOf(node).every((leaf) => members.includes(leaf))
    })
  })
})

t.test('does not depend on the order of teams', async () => {
  law((tree, k, formed) => {
    const turned = formGroups(reversed(tree), k, names)
    return membership(turned) === membership(formed)
  })
})

function law(holds: (tree: TeamNode, k: number, formed: FormedGroups) => boolean): void {
  fc.assert(
    fc.property(trees, smallest, (tree, k) => holds(tree, k, formGroups(tree, k, names))),
    { numRuns: 1500 },
  )
}

function leavesOf(tree: TeamNode): readonly string[] {
  const leaves = nodesOf(tree).filter((node) => node.direct > 0 || node.children.length === 0)
  return leaves.map((leaf) => leaf.id)
}

function idsOf(atoms: FormedGroups['atoms']): string {
  return atoms
    .map((atom) => atom.id)
    .toSorted()
    .join()
}

function sizes(formed: FormedGroups): Record<string, number> {
  return Object.fromEntries(formed.atoms.map((atom) => [atom.name, atom.size]))
}

function peopleOf({ atoms }: FormedGroups, ids: readonly string[]): number {
  return atoms.filter((atom) => ids.includes(atom.id)).reduce((sum, atom) => sum + atom.size, 0)
}

function directOf(tree: TeamNode, ids: readonly string[]): number {
  return nodesOf(tree)
    .filter((node) => ids.includes(node.id))
    .reduce((sum, node) => sum + node.direct, 0)
}

function reversed(node: TeamNode): TeamNode {
  return { ...node, children: node.children.toReversed().map(reversed) }
}

function membership({ atoms }: FormedGroups): string {
  return atoms
    .map((atom) => atom.members.toSorted().join(' '))
    .toSorted()
    .join('; ')
}
