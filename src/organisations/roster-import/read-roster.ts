import { type Message, message } from '../../domain/message.ts'
import { bareEmailAddress, isEmailAddress, longestEmail } from '../people/email-address.ts'
import { cleanCell, isPlaceholder, readLanguage, readYesNo } from './cell-words.ts'
import { findNotes } from './find-notes.ts'
import { namesColumn } from './guess-columns.ts'
import type { ColumnRole, Mapping } from './mapping.ts'
import { turnName } from './name-order.ts'
import type { Table } from './table.ts'

export const longestName = 120

export type Problem = {
  /** An error leaves the row out; a warning is only told. */
  readonly kind: 'error' | 'warning'
  readonly column: ColumnRole
  readonly text: Message
}

/** One person as the file tells; `null`: the cell is empty or the file has no such column. */
export type RosterRow = {
  /** As the spreadsheet counts, from 1. */
  readonly row: number
  readonly name: string
  readonly email: string | null
  readonly team: string
  readonly parent: string
  readonly isLeader: boolean | null
  readonly language: string | null
  readonly problems: readonly Problem[]
}

export function problem(
  kind: Problem['kind'],
  column: ColumnRole,
  [name, values]: readonly [name: string, values?: Message['values']],
): Problem {
  return { kind, column, text: message(`roster-import.problem.${name}`, values) }
}

/** Every row below the head that is not blank. Cells are taken as text, whatever a spreadsheet would make of them. */
export function readRoster(table: Table, mapping: Mapping): RosterRow[] {
  const start = mapping.header === null ? 0 : mapping.header + 1
  const columns = new Map(mapping.roles.map((role, at) => [role, at]))
  const notes = findNotes(table, (cell) => isEmailAddress(bareEmailAddress(cell)))
  const rows: RosterRow[] = []
  for (let at = start; at < table.length; at++) {
    const cells = table[at] ?? []
    if (cells.every((cell) => cell.trim() === '')) continue
    const cell = (role: ColumnRole) => {
      const text = cleanCell(cells[columns.get(role) ?? -1] ?? '')
      return isPlaceholder(text) ? '' : text
    }
    const person = readPerson(at + 1, cell, mapping)
    const reason = notes.has(at) ? 'note' : isHeadAgain(columns, cell) ? 'head-again' : null
    rows.push(
      reason === null ? person : { ...person, email: null, problems: [problem('error', 'name', [reason])] },
    )
  }
  return rows
}

function isHeadAgain(
  columns: ReadonlyMap<ColumnRole | null, number>,
  cell: (role: ColumnRole) => string,
): boolean {
  const filled = [...columns.keys()].filter((role) => role !== null && cell(role) !== '')
  return filled.length > 1 && filled.every((role) => role !== null && namesColumn(role, cell(role)))
}

function readPerson(
  row: number,
  cell: (role: ColumnRole) => string,
  { lastFirst }: Pick<Mapping, 'lastFirst'>,
): RosterRow {
  const whole = lastFirst ? turnName(cell('name')) : cell('name')
  const name = whole || cleanCell(`${cell('firstName')} ${cell('lastName')}`)
  const email = bareEmailAddress(cell('email'))
  const language = cell('language')
  const leader = cell('leader')
  return {
    row,
    name,
    email: email === '' ? null : email,
    team: cell('team'),
    parent: cell('parent'),
    isLeader: readYesNo(leader) ?? false,
    language: readLanguage(language),
    problems: [
      ...nameProblems(name),
      ...emailProblems(email),
      ...(readYesNo(leader) === null
        ? [problem('warning', 'leader', ['leader', { cell: shorten(leader) }])]
        : []),
      ...(language !== '' && readLanguage(language) === null
        ? [problem('warning', 'language', ['language', { cell: shorten(language) }])]
        : []),
    ],
  }
}

function nameProblems(name: string): Problem[] {
  if (name === '') return [problem('error', 'name', ['name-missing'])]
  return name.length > longestName ? [problem('error', 'name', ['too-long', { most: longestName }])] : []
}

function emailProblems(email: string): Problem[] {
  if (email.length > longestEmail) return [problem('error', 'email', ['too-long', { most: longestEmail }])]
  if (email === '' || isEmailAddress(email)) return []
  return [problem('error', 'email', ['email', { cell: shorten(email) }])]
}

export const shorten = (cell: string) => (cell.length > 60 ? `${cell.slice(0, 59)}…` : cell)
