import type { Remarks } from '../../../domain/chapter.ts'
import { message } from '../../../domain/message.ts'
import { openDecisions } from '../agenda.ts'
import { type CodedTest, themeName } from '../coded-test.ts'
import { conflictThemes } from '../conflict-themes.ts'
import { conflictName, instrumentCode } from '../priorities-evidence.ts'
import { disagreeingMeasures } from '../success-measures.ts'
import { observe } from './observe.ts'
import { bothSides, conflictRemark } from './say-statement.ts'

const mostConflicts = 4
const mostMeasures = 4

/** Each conflict with both statements, the highest rank first; null where there is none. */
export function conflictsExhibit(test: CodedTest): Remarks | null {
  const conflicts = conflictThemes(test)
  if (conflicts.length === 0) return null
  const shown = conflicts.slice(0, mostConflicts)
  return {
    kind: 'remarks',
    id: 'priorities-conflicts',
    title: message('priorities-test.chapter.conflicts', { count: conflicts.length }),
    cites: [],
    remarks: [
      ...shown.map((conflict, at) => ({
        ...conflictRemark(test, conflict),
        cites: [`${instrumentCode}.${conflictName(at, conflict.theme)}`],
      })),
      { lead: null, says: message('priorities-test.chapter.in-private'), cites: [] },
    ],
  }
}

/** Measures or targets of one theme that disagree; null where there are none. */
export function measuresExhibit(test: CodedTest): Remarks | null {
  const found = disagreeingMeasures(test)
  if (found.length === 0) return null
  const themes = new Set(found.map(({ theme }) => theme)).size
  const title = message('priorities-test.chapter.measures', { count: themes })
  const figure = message('priorities-test.chapter.themes', { count: themes })
  return {
    kind: 'remarks',
    id: 'priorities-measures',
    title,
    cites: [observe(test, 'measures', { says: title, figure })],
    remarks: found.slice(0, mostMeasures).map(({ theme, kind, first, second }) => ({
      lead: message(`priorities-test.chapter.${kind}`, { theme: themeName(test, theme) }),
      says: bothSides(test, [first], [second]),
      cites: [],
    })),
  }
}

/** What this group has still to decide, for the workshop; null where there is nothing. */
export function decisionsExhibit(test: CodedTest, decided: readonly string[]): Remarks | null {
  const agenda = openDecisions(test, decided)
  if (agenda.length === 0) return null
  return {
    kind: 'remarks',
    id: 'priorities-decisions',
    title: message('priorities-test.chapter.decisions', { count: agenda.length }),
    cites: [],
    remarks: agenda.map(({ kind, theme, sides }) => ({
      lead:
        theme === null
          ? message('priorities-test.chapter.all-themes')
          : message('priorities-test.chapter.theme-lead', { theme: themeName(test, theme) }),
      says: message('priorities-test.chapter.decision', {
        question: message(`priorities-test.decision.${kind}`),
        count: sides.length,
      }),
      cites: [],
    })),
  }
}
