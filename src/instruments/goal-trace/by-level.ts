import { type Level, levels } from './chain.ts'
import { type Mark, marks } from './marks.ts'
import { type Element, elements } from './reference.ts'
import type { TracedGoal } from './traced-goal.ts'

/** How one element fares at one level, in interviews; `survives` 0…1 counts fuzzy half, null while nothing is marked. */
export type ElementAtLevel = {
  readonly level: Level
  readonly element: Element
  readonly counts: Readonly<Record<Mark, number>>
  readonly marked: number
  readonly survives: number | null
}

/** One row an element, one cell a level that was interviewed, over all goals given that state the element. */
export function elementsByLevel(goals: readonly TracedGoal[]): readonly ElementAtLevel[] {
  const interviewed = levels.filter((level) =>
    goals.some((goal) => goal.interviews.some((one) => one.level === level)),
  )
  return elements.flatMap((element) => interviewed.map((level) => elementAt(goals, level, element)))
}

/** `connected` of `asked` say what their week has to do with the goal. */
export type SightAtLevel = {
  readonly level: Level
  readonly interviews: number
  readonly asked: number
  readonly connected: number
  readonly share: number | null
}

export type LineOfSight = {
  readonly levels: readonly SightAtLevel[]
  /** The first level, from the top, at which fewer than half say so. */
  readonly firstUnderHalf: Level | null
}

/** Share at each level whose weekly work has a stated connection to the goal; interviews not asked are left out. */
export function lineOfSight(goals: readonly TracedGoal[]): LineOfSight {
  const all = goals.flatMap(({ interviews }) => interviews)
  const found = levels.flatMap((level): readonly SightAtLevel[] => {
    const here = all.filter((one) => one.level === level)
    if (here.length === 0) return []
    const asked = here.filter(({ connection }) => connection !== null)
    const connected = asked.filter(({ connection }) => connection === 'stated').length
    const share = asked.length === 0 ? null : connected / asked.length
    return [{ level, interviews: here.length, asked: asked.length, connected, share }]
  })
  const under = found.find(({ share }) => share !== null && share < 0.5)
  return { levels: found, firstUnderHalf: under?.level ?? null }
}

function elementAt(goals: readonly TracedGoal[], level: Level, element: Element): ElementAtLevel {
  const given = goals
    .filter(({ reference }) => reference[element].trim() !== '')
    .flatMap(({ interviews }) => interviews.filter((one) => one.level === level))
    .flatMap((one) => one.marks[element] ?? [])
  const counts = Object.fromEntries(
    marks.map((mark) => [mark, given.filter((one) => one === mark).length]),
  ) as Record<Mark, number>
  const survives = given.length === 0 ? null : (counts.kept + counts.fuzzy / 2) / given.length
  return { level, element, counts, marked: given.length, survives }
}
