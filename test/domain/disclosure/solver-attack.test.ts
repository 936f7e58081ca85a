import t from 'tap'
import type { Answer, OpenedResponse } from '../../../src/domain/disclosure/count-answers.ts'
import {
  distribution,
  favourable,
  isHidden,
  lineOfSight,
  participation,
  rawAgreement,
  shownGroups,
} from '../../../src/domain/disclosure/read-released.ts'
import type { DisclosureRule, ReleasedTable } from '../../../src/domain/disclosure/released-table.ts'
import type { World } from './attacker.ts'
import { allWorlds, provenAnswers } from './attacker.ts'
import { aSetUp, release } from './table-samples.ts'
import { team } from './tree-samples.ts'

// Two teams of five and six, every way they can answer; detail from ten, so that the company shows its distribution.
// Of the answers, both next to the line between favourable and not, where the edge rule moves them.
const plain = [1, 3, 4, 5] as const satisfies readonly Answer[]
const mirrored = [1, 2, 3, 5] as const satisfies readonly Answer[]
const root = team('Company', 0, [team('North', 5), team('South', 6)])
const options = ['grow', 'none', 'cant-say'] as const
const small = { k: 5, e: 2, detail: 10, texts: 10 }

type Attack = { readonly rule: DisclosureRule; readonly reversed: boolean; readonly code?: string }

for (const { reversed, code } of [
  { reversed: false, code: 'S1' },
  { reversed: true, code: 'S1' },
  { reversed: false, code: 'X1' },
  { reversed: true, code: 'X1' },
]) {
  t.test(
    `no member of any team proves another’s side or answer from everything shown of ${code}${reversed ? ', reversed' : ''}`,
    async (t) => {
      const outputs = everyOutput({ rule: small, reversed, code })
      t.same(
        provenBy(outputs, (answer) => isFavourable(answer, reversed)),
        [],
      )
      t.same(
        provenBy(outputs, (answer) => answer),
        [],
      )
    },
  )

  t.test(
    `the same attacker succeeds without the edge rule on ${code}${reversed ? ', reversed' : ''}`,
    async (t) => {
      const outputs = everyOutput({ rule: { ...small, e: 0 }, reversed, code })
      t.ok(provenBy(outputs, (answer) => isFavourable(answer, reversed)).length > 0)
    },
  )
}

t.test('releases the same everywhere for data sets with equal adjusted atoms', async (t) => {
  const byAtoms = Map.groupBy(everyOutput({ rule: small, reversed: false }), (output) => output.atoms)
  t.ok(byAtoms.size > 1)
  t.ok([...byAtoms.values()].every((outputs) => new Set(outputs.map((output) => output.shown)).size === 1))
})

t.test('tells of an own item what all teams said together, whichever of them said it', async (t) => {
  const outputs = everyOutput({ rule: small, reversed: false, code: 'X1' })
  const bySum = Map.groupBy(outputs, ({ atoms }) => sumOfAtoms(JSON.parse(atoms)))
  t.ok(new Set(outputs.map(({ atoms }) => atoms)).size > bySum.size)
  t.ok([...bySum.values()].every((alike) => new Set(alike.map(({ own }) => own)).size === 1))
})

t.test('releases the same for groups within e of unanimous', async (t) => {
  const outputs = everyOutput({ rule: small, reversed: false })
  const few = outputs.filter(({ north, south }) => favourableOf(north) <= 2 && favourableOf(south) >= 4)
  t.equal(new Set(few.map((output) => output.favourable)).size, 1)
})

t.test('nobody proves another’s line of sight from words and numbers', async (t) => {
  const outputs = pairs(allWorlds(5, 3), allWorlds(6, 3)).map(([north, south]) => {
    const responses = [...chosen('north', north), ...chosen('south', south)]
    const table = release(
      aSetUp({ root, rule: small, priorities: [{ id: 'grow', text: 'Grow' }] }),
      responses,
    )
    return {
      north,
      south,
      shown: JSON.stringify(shownGroups(table).map((group) => lineOfSight(table, group))),
    }
  })
  t.same(
    provenBy(outputs, (answer) => answer),
    [],
  )
})

type Output = { readonly north: World; readonly south: World; readonly shown: string }

function everyOutput({ rule, reversed, code = 'S1' }: Attack) {
  const setUp = aSetUp({ root, rule, items: [{ code, reversed }] })
  return pairs(allWorlds(5, plain.length), allWorlds(6, plain.length)).map(([north, south]) => {
    const table = release(setUp, [
      ...answered('north', north, { reversed, code }),
      ...answered('south', south, { reversed, code }),
    ])
    const figures = shownGroups(table).map((group) => favourable(table, group, code))
    return {
      north,
      south,
      shown: everythingShown(table, code),
      atoms: JSON.stringify(table.atoms),
      favourable: JSON.stringify(figures),
      // Envelopes tell which team is near an edge, in every figure (spec 10); the count itself must not.
      own: JSON.stringify(figures.map((figure) => (isHidden(figure) ? figure : figure.x))),
    }
  })
}

function everythingShown(table: ReleasedTable, code: string): string {
  const shown = shownGroups(table).map((group) => [
    group,
    participation(table, group),
    favourable(table, group, code),
    rawAgreement(table, group, code),
    distribution(table, group, code),
  ])
  const [company] = shownGroups(table)
  if (company === undefined || isHidden(distribution(table, company, code)))
    throw new Error('The attack needs a distribution')
  return JSON.stringify([shown, table.hidden, table.participation])
}

// The members of one team attack their own team and the other one.
function provenBy(outputs: readonly Output[], sideOf: (answer: number) => unknown): readonly string[] {
  return [...Map.groupBy(outputs, (output) => output.shown).values()].flatMap((consistent) => {
    const own = (['north', 'south'] as const).flatMap((name) => {
      const worlds = consistent.map((output) => output[name])
      return provenAnswers({ worlds, shownAs: () => 'alike', sideOf })
    })
    return [...own, ...provenAcross(consistent, sideOf)]
  })
}

function provenAcross(consistent: readonly Output[], sideOf: (answer: number) => unknown): readonly string[] {
  return [['north', 'south'] as const, ['south', 'north'] as const].flatMap(([mine, theirs]) =>
    plain.flatMap((_, own) => {
      const worlds = consistent
        .filter((output) => (output[mine][own] ?? 0) > 0)
        .map((output) => output[theirs])
      const sides = new Set(
        worlds.flatMap((world) => world.flatMap((count, answer) => (count > 0 ? [sideOf(answer)] : []))),
      )
      return worlds.length > 0 && sides.size === 1 ? [`${mine} ${own} proves ${theirs}`] : []
    }),
  )
}

function answered(
  unit: string,
  world: World,
  { reversed, code }: { readonly reversed: boolean; readonly code: string },
): readonly OpenedResponse[] {
  return world.flatMap((count, at) =>
    Array.from({ length: count }, () => ({
      unit,
      items: { [code]: (reversed ? mirrored : plain)[at] ?? 'cant-say' },
    })),
  )
}

function sumOfAtoms(atoms: ReleasedTable['atoms']): string {
  const histograms = atoms.flatMap(({ items }) => Object.values(items))
  return [0, 1, 2, 3, 4, 5].map((at) => histograms.reduce((sum, one) => sum + (one[at] ?? 0), 0)).join()
}

function chosen(unit: string, world: World): readonly OpenedResponse[] {
  return world.flatMap((count, at) =>
    Array.from(
      { length: count },
      () => ({ unit, items: { S1: 3 }, lineOfSight: options[at] ?? null }) as const,
    ),
  )
}

function isFavourable(answer: number, reversed: boolean): boolean {
  return reversed ? answer < 2 : answer > 1
}

function favourableOf(world: World): number {
  return (world[2] ?? 0) + (world[3] ?? 0)
}

function pairs<A, B>(first: readonly A[], second: readonly B[]): readonly (readonly [A, B])[] {
  return first.flatMap((a) => second.map((b) => [a, b] as const))
}
