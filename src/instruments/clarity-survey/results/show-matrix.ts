import { isHidden, type LineOfSight } from '../../../domain/disclosure/read-released.ts'
import { derive } from '../../../domain/disclosure/released.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import { cantSay, noneOfThem } from '../answers.ts'
import { matrixExhibit } from '../chapters/matrix-exhibit.ts'
import type { PriorityMatrix } from '../line-of-sight.ts'
import { type Cell, hiddenCell } from './cells.ts'
import { sayPercent } from './say-figures.ts'
import { groupHead } from './show-participation.ts'
import type { Voice } from './voice.ts'

const wordSteps = { few: 'm', some: 'h1', most: 'h2', 'nearly-all': 'h3' } as const

/** Which agreed priority each group's work serves most: people where the distribution is released, else words. */
export function showMatrix(table: ReleasedTable, matrix: PriorityMatrix, voice: Voice) {
  const { say } = voice
  return {
    title: say(matrixExhibit(table, matrix)?.title ?? message('results.section.matrix')),
    columns: matrix.options.map(({ id, text }) => text ?? say(message(`clarity-survey.q1b.${id}`))),
    rows: matrix.rows.map(({ group, line }) => ({
      ...groupHead(table, group, voice),
      cells: matrix.options.map(({ id }): Cell => {
        if (isHidden(line)) return hiddenCell(line, voice)
        const { share, text } = optionOf(line, id)
        return {
          shown: derive<LineOfSight, string>(line, () => say(text)),
          hidden: null,
          step: toneOf(stepOf(share), id),
          mark: null,
        }
      }),
    })),
  }
}

type Share = number | keyof typeof wordSteps

function optionOf(line: LineOfSight, option: string): { readonly share: Share; readonly text: Message } {
  if (line.kind === 'words') {
    const word = line.words[option] ?? 'few'
    return { share: word, text: message(`results.word.${word}`) }
  }
  const count = line.counts[option] ?? 0
  return { share: count / line.n, text: sayPercent((100 * count) / line.n) }
}

// One scale for both: a share of people, or the word that stands for it.
function stepOf(share: Share): string {
  if (typeof share === 'string') return wordSteps[share]
  if (share > 0.9) return 'h3'
  if (share > 0.5) return 'h2'
  return share > 0.2 ? 'h1' : 'm'
}

const badNews: Readonly<Record<string, string>> = { h2: 'l', h3: 'll' }

/** Where work serves none of the priorities, much is the bad news; "can't say" is neither. */
function toneOf(step: string, option: string): string {
  if (option === cantSay) return 'm'
  return option === noneOfThem ? (badNews[step] ?? step) : step
}
