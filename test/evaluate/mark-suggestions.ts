import { type Mark, marks } from '../../src/instruments/goal-trace/marks.ts'
import { coreElements, type Element, type Reference } from '../../src/instruments/goal-trace/reference.ts'
import { suggestMarks } from '../../src/instruments/goal-trace/suggest-marks.ts'
import restated from './restatements.json' with { type: 'json' }

/** One element of one restatement: what a reader marked and what was suggested. */
export type Judged = {
  readonly half: string
  readonly element: Element
  readonly marked: Mark
  readonly suggested: Mark | null
  readonly text: string
}

/** Every label of the own restatements beside its suggestion. */
export function judgeRestatements(): readonly Judged[] {
  return restated.goals.flatMap(({ half, reference, languages, restatements }) =>
    restatements.flatMap(({ text, marks: labels }) => {
      const found = suggestMarks({ reference, said: text, languages })
      return Object.entries(labels).map(([name, label]) => {
        const element = name as Element
        const suggested = found.find((one) => one.element === element)?.mark ?? null
        return { half, element, marked: markOf(label), suggested, text }
      })
    }),
  )
}

/** Share of suggestions that are the reader's mark, 0…1. */
export function shareRight(judged: readonly Judged[]): number {
  return judged.filter(({ marked, suggested }) => marked === suggested).length / judged.length
}

export function isCore({ element }: Judged): boolean {
  return coreElements.some((core) => core === element)
}

export const restatementCount = restated.goals.reduce((sum, goal) => sum + goal.restatements.length, 0)

function markOf(label: string): Mark {
  const mark = marks.find((one) => one === label)
  if (mark === undefined) throw new RangeError(`No mark is called "${label}".`)
  return mark
}

export type { Reference }
