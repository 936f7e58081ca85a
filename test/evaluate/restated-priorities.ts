import { existsSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { type Draw, drawFrom } from '../../src/domain/draw.ts'
import own from './own-priorities.json' with { type: 'json' }

export type Labelled = { readonly text: string; readonly group: string; readonly organisation: string }

const realFile = new URL('../../../shared/real/priorities.jsonl', import.meta.url)
const row = z.object({ text: z.string(), group_id: z.string(), org: z.string() })

/** Real statements, labelled by the priority they mean; null when the file is not on this machine. */
export function realPriorities(folder: string | undefined): readonly Labelled[] | null {
  const file = folder === undefined ? realFile : pathToFileURL(`${folder}/priorities.jsonl`)
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { text, group_id: group, org: organisation } = row.parse(JSON.parse(line))
      return { text, group, organisation }
    })
}

/** Own statements of the same kind, written before the rules were tuned on them. */
export function ownPriorities(): readonly Labelled[] {
  return Object.entries(own.themes).flatMap(([group, texts]) =>
    texts.map((text) => ({ text, group, organisation: '' })),
  )
}

export function groupsOf(statements: readonly Labelled[]): readonly string[] {
  return [...new Set(statements.map(({ group }) => group))]
}

/** Statements of some groups, mixed, as one leadership team would hand them in: 8 to 15 groups, at most 45 statements. */
export function drawTeams(
  statements: readonly Labelled[],
  seed: number,
  teams: number,
): readonly (readonly Labelled[])[] {
  const draw = drawFrom(seed)
  return Array.from({ length: teams }, () => {
    const count = Math.min(groupsOf(statements).length, 8 + Math.floor(draw() * 8))
    const groups = new Set(shuffle(groupsOf(statements), draw).slice(0, count))
    return shuffle(
      statements.filter(({ group }) => groups.has(group)),
      draw,
    ).slice(0, 45)
  })
}

/** Two halves of the groups, drawn anew for every seed. */
export function splitGroups(
  statements: readonly Labelled[],
  seed: number,
): readonly [readonly Labelled[], readonly Labelled[]] {
  const groups = shuffle(groupsOf(statements), drawFrom(seed))
  const first = new Set(groups.slice(0, Math.ceil(groups.length / 2)))
  return [
    statements.filter(({ group }) => first.has(group)),
    statements.filter(({ group }) => !first.has(group)),
  ]
}

function shuffle<One>(values: readonly One[], draw: Draw): readonly One[] {
  return values
    .map((value) => [draw(), value] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, value]) => value)
}
