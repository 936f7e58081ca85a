import type { Heat, HeatLevel } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import { type CodedTest, shortExecutive } from '../coded-test.ts'
import { type ThemeMatrix, themeMatrix } from '../theme-matrix.ts'
import { observe, verbatim } from './observe.ts'

const levels: readonly HeatLevel[] = ['hh', 'h', 'm']

/** Themes by executives with the rank in the cell, the most named first. */
export function matrixExhibit(test: CodedTest): Heat {
  const matrix = themeMatrix(test)
  const title = matrixTitle(test, matrix)
  const figure = message('priorities-test.chapter.priorities', { count: matrix.distinct })
  const of = test.executives.length
  return {
    kind: 'heat',
    id: 'priorities-matrix',
    title,
    cites: [observe(test, 'matrix', { says: title, figure })],
    note: message('priorities-test.chapter.matrix-note'),
    heads: {
      group: message('priorities-test.chapter.theme'),
      answered: message('priorities-test.chapter.named-by'),
    },
    columns: test.executives.map((_, at) => verbatim(shortExecutive(test, at))),
    rows: matrix.rows.map(({ theme, ranks, named }) => ({
      name: theme.name,
      depth: 0,
      answered: message('priorities-test.chapter.of', { count: named, of }),
      cells: ranks.map(rankCell),
      hidden: null,
    })),
  }
}

/** "These 7 executives name 9 priorities; 1 is shared by all." */
export function matrixTitle(test: CodedTest, { distinct, namedByAll }: ThemeMatrix): Message {
  const executives = test.executives.length
  return message('priorities-test.chapter.matrix', { executives, distinct, shared: namedByAll.length })
}

function rankCell(rank: number | null): Heat['rows'][number]['cells'][number] {
  return rank === null
    ? { label: message('priorities-test.chapter.not-named'), level: null, isSolid: false }
    : {
        label: message('priorities-test.chapter.rank', { rank }),
        level: levels[rank - 1] ?? 'm',
        isSolid: rank === 1,
      }
}
