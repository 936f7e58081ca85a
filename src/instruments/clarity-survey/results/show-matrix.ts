import { isHidden, type LineOfSight } from '../../../domain/disclosure/read-released.ts'
import { derive, type Released } from '../../../domain/disclosure/released.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { PriorityMatrix } from '../line-of-sight.ts'
import { type Cell, hiddenCell } from './cells.ts'
import { groupHead } from './show-participation.ts'
import type { Voice } from './voice.ts'

const wordSteps = { few: 'm', some: 'h1', most: 'h2', 'nearly-all': 'h3' } as const

/** Which agreed priority each group's work serves most: people where the distribution is released, else words. */
export function showMatrix(table: ReleasedTable, matrix: PriorityMatrix, voice: Voice) {
  const { say } = voice
  return {
    title: say(matrixFinding(matrix)),
    columns: matrix.options.map(({ id, text }) => text ?? say(message(`clarity-survey.q1b.${id}`))),
    rows: matrix.rows.map(({ group, line }) => ({
      ...groupHead(table, group, voice),
      cells: matrix.options.map(({ id }): Cell => {
        if (isHidden(line)) return hiddenCell(line, voice)
        const { share, text } = optionOf(line, id)
        return { shown: derive<LineOfSight, string>(line, () => say(text)), hidden: null, step: stepOf(share), mark: null }
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
  return { share: count / line.n, text: message('results.count', { count }) }
}

// One scale for both: a share of people, or the word that stands for it.
function stepOf(share: Share): string {
  if (typeof share === 'string') return wordSteps[share]
  if (share > 0.9) return 'h3'
  if (share > 0.5) return 'h2'
  return share > 0.2 ? 'h1' : 'm'
}

/** A group that mostly serves none of them, else a priority that hardly anyone serves, else the plain share. */
export function matrixFinding({ options, rows }: PriorityMatrix): Message {
  const lines = rows.flatMap(({ group, line }) => (isHidden(line) ? [] : [{ group, line: line as Released<LineOfSight> }]))
  const adrift = lines.find(({ group, line }) => group.side === 'staff' && isMost(line, 'none'))
  if (adrift !== undefined) return message('results.matrix.finding.none', { group: adrift.group.name })
  const [everyone] = lines
  const orphan = options.find(({ id, text }) => text !== null && everyone !== undefined && isFew(everyone.line, id))
  if (orphan !== undefined) return message('results.matrix.finding.orphan', { priority: orphan.text ?? '' })
  return message('results.matrix.finding.plain')
}

function isMost(line: LineOfSight, option: string): boolean {
  if (line.kind === 'numbers') return (line.counts[option] ?? 0) * 2 > line.n
  return ['most', 'nearly-all'].includes(line.words[option] ?? '')
}

const hardlyAnyone = 0.1

function isFew(line: LineOfSight, option: string): boolean {
  if (line.kind === 'numbers') return (line.counts[option] ?? 0) <= line.n * hardlyAnyone
  return line.words[option] === 'few'
}
