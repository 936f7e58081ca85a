import fc from 'fast-check'
import type { SideNames } from '../../../src/domain/disclosure/name-groups.ts'
import type { TeamNode } from '../../../src/domain/disclosure/released-table.ts'

export const names: SideNames = {
  joined: (parts) => `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`,
  direct: (team) => `${team} direct`,
  staff: 'Staff',
  leadership: 'Leadership',
  openLink: 'Open link',
}

export function team(name: string, direct: number, children: readonly TeamNode[] = []): TeamNode {
  return { id: name.toLowerCase().replaceAll(' ', '-'), name, direct, children }
}

/** The worked example of spec 09: 68 respondents. */
export const workedExample = team('Company', 2, [
  team('Sales', 1, [team('North', 9), team('South', 7), team('Key accounts', 3)]),
  team('Technology', 1, [team('Core', 12), team('Data', 6)]),
  team('Operations', 1, [team('Day', 8), team('Night', 8), team('Depot', 4), team('Fleet', 2)]),
  team('People', 4),
])

type Shape = { readonly direct: number; readonly children: readonly Shape[] }

const shape: fc.Arbitrary<Shape> = fc.letrec<{ node: Shape; leaf: Shape }>((tie) => ({
  leaf: fc.record({ direct: fc.nat(14), children: fc.constant([]) }),
  node: fc.record({
    direct: fc.oneof(fc.constant(0), fc.nat(9)),
    children: fc.array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('node')), {
      maxLength: 5,
    }),
  }),
})).node

/** Trees of head-counts with many small, some empty and some only teams; every name occurs once. */
export const trees: fc.Arbitrary<TeamNode> = shape.map((root) => named(root, 'r'))

function named({ direct, children }: Shape, id: string): TeamNode {
  return { id, name: `Team ${id}`, direct, children: children.map((child, at) => named(child, `${id}${at}`)) }
}

export function nodesOf(node: TeamNode): readonly TeamNode[] {
  return [node, ...node.children.flatMap(nodesOf)]
}

export function peopleIn(node: TeamNode): number {
  return nodesOf(node).reduce((sum, one) => sum + one.direct, 0)
}
