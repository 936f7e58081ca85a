import { type Message, message } from '../../../domain/message.ts'
import { type Level, levels, mostInterviews } from '../chain.ts'
import type { InterviewFields } from './interview-queries.ts'

type Known = { readonly id: string; readonly role: string }
export type NewPerson = InterviewFields & { readonly id: string }

export type People =
  | { readonly outcome: 'read'; readonly people: readonly NewPerson[] }
  | { readonly outcome: 'refused'; readonly reason: Message }

type Given = {
  readonly existing: readonly Known[]
  /** Each level as it is called on the page. */
  readonly levelNames: Readonly<Record<Level, string>>
  readonly newId: () => string
}

const columns = 3
const longest = 120

/**
 * People of a chain, one a line: level; role; team; the role of whom they hear the goal from, empty at the top. Columns
 * are parted by semicolons, or tabs as from a spreadsheet. Refused with the number of the line that cannot be read.
 */
export function readPeople(text: string, given: Given): People {
  const people: NewPerson[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = readLine(line, { given, people })
    if ('reason' in read)
      return { outcome: 'refused', reason: message('tracing.many.line', { line: at + 1, why: read.reason }) }
    people.push(read)
    if (people.length > mostInterviews) break
  }
  return people.length === 0
    ? { outcome: 'refused', reason: message('tracing.many.empty') }
    : { outcome: 'read', people }
}

type Refused = { readonly reason: Message }

function readLine(
  line: string,
  { given, people }: { readonly given: Given; readonly people: readonly NewPerson[] },
): NewPerson | Refused {
  const cells = line.split(/[;\t]/).map((cell) => cell.trim())
  const [word = '', role = '', team = '', from = ''] = cells
  if (role === '' || team === '') return { reason: message('tracing.many.columns', { columns }) }
  if (cells.some((cell) => cell.length > longest)) return { reason: message('tracing.error.too-long') }
  const level = levels.find((each) => isSame(each, word) || isSame(given.levelNames[each], word))
  if (level === undefined) return { reason: message('tracing.many.level', { word }) }
  // The nearest line above, then whoever is in the chain already.
  const above = [...people.toReversed(), ...given.existing].find((one) => isSame(one.role, from))
  if (from !== '' && above === undefined) return { reason: message('tracing.many.above', { word: from }) }
  const reportsTo = from === '' ? null : (above?.id ?? null)
  return { id: given.newId(), role, team, level, reportsTo, name: '', isSource: false }
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
