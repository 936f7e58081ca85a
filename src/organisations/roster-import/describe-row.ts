import type { FastifyReply } from 'fastify'
import { type Message, message } from '../../domain/message.ts'
import { pathText } from '../arrange-teams.ts'
import { languageName } from '../languages.ts'
import type { Mapping } from './mapping.ts'
import type { Before, PlannedRow } from './plan-import.ts'
import type { Problem } from './read-roster.ts'
import type { Table } from './table.ts'

type Source = { readonly table: Table; readonly mapping: Mapping }

/** The fate of one row in words, with what it was before and what is wrong with it. */
export function describeRow(reply: FastifyReply, row: PlannedRow, { table, mapping }: Source) {
  return {
    row: row.row,
    fate: row.fate,
    fateText: reply.say(message(`roster-import.fate.${row.fate}`)),
    name: row.name,
    email: row.email ?? '',
    team: pathText(row.path),
    leader: row.isLeader ? reply.say(message('roster-import.preview.yes')) : '',
    language:
      row.language === null
        ? ''
        : reply.say(
            message('organisations.choice', { value: languageName(reply.request.locale, row.language) }),
          ),
    isWrong: row.fate === 'error',
    changes: row.before === null ? [] : changesOf(row, row.before),
    problems: row.problems.map((one) => placeProblem(one, table, mapping)),
  }
}

/** What stood there before, for each figure that changes. */
function changesOf(row: PlannedRow, before: Before): Message[] {
  const was = (figure: string, value: string) =>
    message(`roster-import.change.${value === '' ? `no-${figure}` : figure}`, { value })
  const team = pathText(before.path)
  return [
    ...(row.name === before.name ? [] : [was('name', before.name)]),
    ...(row.email === before.email ? [] : [was('email', before.email ?? '')]),
    ...(pathText(row.path) === team ? [] : [was('team', team)]),
    ...(row.isLeader === before.isLeader ? [] : [message(`roster-import.change.leader-${row.isLeader}`)]),
    ...(row.language === before.language ? [] : [message('roster-import.change.language')]),
  ]
}

/** "Column “E-mail” (C): …", so that it is found in the spreadsheet. */
function placeProblem({ column, text }: Problem, table: Table, mapping: Mapping): Message {
  const at = mapping.roles.indexOf(column)
  const namePart = column === 'name' && at < 0 ? mapping.roles.indexOf('lastName') : at
  const place = namePart < 0 ? mapping.roles.findIndex((role) => role !== null) : namePart
  const head = mapping.header === null ? '' : (table[mapping.header]?.[place] ?? '')
  const letter = columnLetter(place)
  return head === ''
    ? message('roster-import.problem.at-letter', { letter, text })
    : message('roster-import.problem.at', { head, letter, text })
}

/** 0 → "A", 26 → "AA", as spreadsheets count. */
export function columnLetter(at: number): string {
  const rest = Math.floor(at / 26) - 1
  return (rest < 0 ? '' : columnLetter(rest)) + String.fromCharCode(65 + (at % 26))
}
