import { codersOf } from '../../coding/coders.ts'
import { type Coding, noTheme } from '../../coding/coding.ts'
import type { KeptCoding } from '../../coding/queries.ts'
import type { CodedTest } from './coded-test.ts'
import type { ExecutiveRecord, StatementRecord } from './queries.ts'

type Given = {
  readonly executives: readonly ExecutiveRecord[]
  readonly statements: readonly StatementRecord[]
  readonly kept: Pick<KeptCoding, 'coding' | 'start' | 'events'>
}

/**
 * The opened answers with the frozen codebook. Executives stand in the order of their random ids, so that a letter tells
 * nothing of the roster; who was removed is dropped, who did not seal only counts as invited.
 */
export function codeTest({ executives, statements, kept }: Given): CodedTest {
  const { coding } = kept
  const asked = executives.filter(({ state }) => state !== 'removed')
  const opened = asked.filter(({ state }) => state === 'opened').toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const ids = new Set(opened.map(({ id }) => id))
  const coders = codersOf(kept.start, kept.events)
  return {
    invited: asked.length,
    executives: opened.map(({ id, role, mayShowRole }) => ({
      ...{ id, role },
      // Without a role there is none to show.
      mayShowRole: mayShowRole === true && role !== '',
    })),
    themes: coding.themes,
    statements: statements
      .filter(({ executive }) => ids.has(executive))
      .map((statement) => ({ ...statement, theme: themeOf(coding, statement.id) })),
    coders: coders.count === 1 ? { count: 1, alpha: null } : { count: 2, alpha: coders.alpha },
    languages: [...new Set(opened.map(({ language }) => language))],
  }
}

function themeOf({ codes }: Coding, statement: string): string | null {
  const theme = codes.lead[statement]
  return theme === undefined || theme === noTheme ? null : theme
}
