import type { Heat, HeatLevel, HeatRow, Observation } from '../../../domain/chapter.ts'
import {
  isHidden,
  type LineOfSight,
  lineOfSightCount,
  type OptionWord,
  type UnionOfAtoms,
} from '../../../domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import { cantSay, noneOfThem } from '../answers.ts'
import { describeCount } from '../figures.ts'
import type { PriorityMatrix } from '../line-of-sight.ts'
import { headOf } from './heat-exhibit.ts'
import { observe, shareObserved } from './observe.ts'

/** Which agreed priority each team says its work serves most: shares where a distribution may be shown, else words. */
export function matrixExhibit(table: ReleasedTable, matrix: PriorityMatrix | null): Heat | null {
  if (matrix === null) return null
  const shown = matrix.rows.filter(({ group }) => group.side !== 'leadership')
  const hasStaff = shown.some(({ group }) => group.id === 'staff')
  const rows = shown
    .filter(({ group }) => group.side !== 'everyone' || !hasStaff)
    .flatMap(({ group, line }) => (isHidden(line) ? [] : [{ group, line }]))
  const [whole] = rows
  if (whole === undefined) return null
  return {
    kind: 'heat',
    id: 'gap-priorities',
    title: titleOf(whole.line),
    cites: withoutPriority(table, whole.group),
    note: message('chapters.matrix.note', { e: table.rule.e, detail: table.rule.detail }),
    heads: { group: message('chapters.head.team'), answered: message('chapters.head.answered') },
    columns: matrix.options.map(({ id, text }) =>
      text === null ? message(`clarity-survey.q1b.${id}`) : message('chapters.matrix.priority', { text }),
    ),
    rows: rows.map(
      ({ group, line }): HeatRow => ({
        ...headOf(table, group),
        cells: matrix.options.map(({ id }) => cellOf(line, id)),
        hidden: null,
      }),
    ),
  }
}

const wordLevels: Readonly<Record<OptionWord, HeatLevel | null>> = {
  few: null,
  some: 'm',
  most: 'h',
  'nearly-all': 'hh',
}

function cellOf(line: LineOfSight, option: string): HeatRow['cells'][number] {
  if (line.kind === 'words') {
    const word = line.words[option] ?? 'few'
    return {
      label: message(`chapters.matrix.${word}`),
      level: toneOf(wordLevels[word], option),
      isSolid: false,
    }
  }
  const percent = line.n === 0 ? 0 : (100 * (line.counts[option] ?? 0)) / line.n
  return {
    label: message('chapters.cell.percent', { share: Math.round(percent) }),
    level: toneOf(levelOf(percent), option),
    isSolid: false,
  }
}

function levelOf(percent: number): HeatLevel | null {
  if (percent < 20) return null
  if (percent < 50) return 'm'
  return percent < 75 ? 'h' : 'hh'
}

/** Where work serves none of the priorities, much is the bad news. */
function toneOf(level: HeatLevel | null, option: string): HeatLevel | null {
  if (option === cantSay) return level === null ? null : 'm'
  if (option !== noneOfThem) return level
  return level === 'h' ? 'l' : level === 'hh' ? 'll' : level
}

function titleOf(line: LineOfSight): Message {
  if (line.kind === 'words') return message('chapters.matrix.title-plain')
  const none = (line.counts[noneOfThem] ?? 0) + (line.counts[cantSay] ?? 0)
  return message('chapters.matrix.title', { share: Math.round((100 * none) / Math.max(1, line.n)) })
}

/** How many of a group say that their work serves none of the priorities, or cannot say; empty where only words are told. */
export function withoutPriority(
  table: ReleasedTable,
  group: UnionOfAtoms & { readonly id: string; readonly name: string },
): readonly Observation[] {
  const count = lineOfSightCount(table, group, [noneOfThem, cantSay])
  if (isHidden(count) || count.n === 0) return []
  const { n, x } = count
  const says = message('chapters.matrix.observed', { group: group.name, x, n })
  return [observe(`without-priority.${group.id}`, { says, ...shareObserved(describeCount(count)) })]
}
