import type { Level } from '../../../src/instruments/goal-trace/chain.ts'
import type { MarkSheet } from '../../../src/instruments/goal-trace/marks.ts'
import type { Reference } from '../../../src/instruments/goal-trace/reference.ts'
import type { Interview } from '../../../src/instruments/goal-trace/traced-goal.ts'

export const reference: Reference = {
  outcome: 'Win mid-sized merchants as customers',
  measure: '400 mid-sized merchants',
  deadline: 'end of 2027',
  why: 'Large accounts have become too few',
  owner: 'Head of sales',
}

export const kept: MarkSheet = { outcome: 'kept', measure: 'kept', deadline: 'kept' }

export function anInterview(id: string, given: Partial<Interview> = {}): Interview {
  return {
    id,
    role: `Role ${id}`,
    team: 'Sales',
    level: 'head',
    reportsTo: null,
    said: 'Win merchants',
    work: '',
    connection: null,
    marks: {},
    mayQuote: false,
    isSource: false,
    ...given,
  }
}

/** One below the other, from the top, with these marks. */
export function aLine(sheets: readonly MarkSheet[]): readonly Interview[] {
  const levels: readonly Level[] = ['executive', 'head', 'manager', 'individual']
  return sheets.map((marks, at) =>
    anInterview(`i${at}`, {
      level: levels[at] ?? 'individual',
      reportsTo: at === 0 ? null : `i${at - 1}`,
      marks,
    }),
  )
}
