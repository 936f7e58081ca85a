import type { FastifyReply } from 'fastify'
import { type Message, message } from '../../domain/message.ts'
import type { Errors } from '../../web/form.ts'
import { arrangeTeams, pathText } from '../arrange-teams.ts'
import { breadcrumbTo } from '../breadcrumb.ts'
import { languageName } from '../languages.ts'
import type { Organisation, Team } from '../queries.ts'
import type { View } from './forms.ts'
import { type ColumnRole, columnRoles, type Mapping, separators } from './mapping.ts'
import { previewPage } from './pages.ts'
import type { ImportPlan, PlannedRow } from './plan-import.ts'
import type { RosterImport } from './queries.ts'
import type { Problem } from './read-roster.ts'
import type { Table } from './table.ts'

const rowsOnPage = 50
const listed = 20
const samplesShown = 3
const headerChoices = 20

export type Preview = {
  readonly organisation: Organisation
  readonly found: RosterImport
  readonly table: Table
  readonly mapping: Mapping
  /** null: the columns must be settled first. */
  readonly plan: ImportPlan | null
  readonly teams: readonly Team[]
  readonly view: View
  readonly errors: Errors
}

/** What the import would do: the columns as they are read, and the fate of every row. */
export function showPreview(reply: FastifyReply, preview: Preview) {
  const { organisation, found, mapping, plan } = preview
  const room = `/app/organisations/${organisation.id}`
  const address = `${room}/import/${found.id}`
  return reply.show(previewPage, {
    title: reply.say({ key: 'roster-import.preview.title' }),
    links: breadcrumbTo(reply, organisation),
    address,
    fileName: found.fileName,
    organisationName: organisation.name,
    errors: preview.errors,
    ...columnChoices(reply, preview),
    makeParents: mapping.makeParents,
    plan: plan === null ? null : describePlan(reply, { ...preview, plan, address }),
  })
}

function columnChoices(reply: FastifyReply, { table, mapping }: Preview) {
  const heads = mapping.header === null ? [] : (table[mapping.header] ?? [])
  const body = table.slice(mapping.header === null ? 0 : mapping.header + 1, 200)
  const say = (key: string, values?: Message['values']) => reply.say(message(`roster-import.${key}`, values))
  return {
    columns: mapping.roles.map((role, at) => ({
      field: `role-${at}`,
      letter: columnLetter(at),
      head: heads[at] ?? '',
      samples: body
        .map((row) => row[at] ?? '')
        .filter((cell) => cell.trim() !== '')
        .slice(0, samplesShown)
        .map((cell) => (cell.length > 60 ? `${cell.slice(0, 59)}…` : cell)),
      role: role ?? 'none',
      label: say('preview.column-holds', { column: heads[at] || columnLetter(at) }),
    })),
    roles: ['none', ...columnRoles].map((role) => ({ value: role, label: say(`role.${role}`) })),
    header: String(mapping.header === null ? 0 : mapping.header + 1),
    headers: Array.from({ length: Math.min(headerChoices, table.length) + 1 }, (_, row) => ({
      value: String(row),
      label: row === 0 ? say('preview.no-header') : say('preview.header-row', { row }),
    })),
    separator: mapping.separator,
    separators: separators.map((mark) => ({
      value: mark,
      label: mark === 'none' ? say('preview.no-separator') : say('preview.separator-mark', { mark }),
    })),
  }
}

function describePlan(
  reply: FastifyReply,
  given: Preview & { readonly plan: ImportPlan; readonly address: string },
) {
  const { plan, view, address } = given
  const { counts } = plan
  const rows = plan.rows.filter((row) => isIn(view.only, row))
  const pages = Math.max(1, Math.ceil(rows.length / rowsOnPage))
  const page = Math.min(view.page, pages)
  const link = (only: View['only'], at: number) =>
    `${address}?${new URLSearchParams({ ...(only === null ? {} : { only }), page: String(at) })}`
  const paths = new Map(arrangeTeams(given.teams).map((team) => [team.id, pathText(team.path)]))
  return {
    summary: message('roster-import.preview.summary', { taken: taken(plan), leftOut: counts.error }),
    taken: taken(plan),
    untold: counts.new === 0 ? [] : untold(given.mapping),
    counts,
    newTeams: plan.newTeams.slice(0, listed).map(pathText),
    moreTeams: Math.max(0, plan.newTeams.length - listed),
    missing: plan.missing
      .slice(0, listed)
      .map((person) => ({ name: person.name, team: paths.get(person.teamId ?? '') ?? '' })),
    missingCount: plan.missing.length,
    moreMissing: Math.max(0, plan.missing.length - listed),
    views: ([null, 'problems', 'changes'] as const).map((only) => ({
      href: `${link(only, 1)}#rows`,
      label: reply.say(
        message(`roster-import.preview.view-${only ?? 'all'}`, {
          count: plan.rows.filter((row) => isIn(only, row)).length,
        }),
      ),
      isCurrent: only === view.only,
    })),
    rows: rows.slice((page - 1) * rowsOnPage, page * rowsOnPage).map((row) => describeRow(reply, row, given)),
    pager: {
      text: reply.say(message('roster-import.preview.page', { page, pages })),
      previous: page > 1 ? `${link(view.only, page - 1)}#rows` : null,
      next: page < pages ? `${link(view.only, page + 1)}#rows` : null,
    },
  }
}

/** A roster without them is taken over, but seldom meant: the column may go by a name that is not known here. */
function untold({ roles }: Mapping): Message[] {
  const has = (...wanted: readonly ColumnRole[]) => wanted.some((role) => roles.includes(role))
  return [
    ...(has('team', 'parent') ? [] : [message('roster-import.preview.without-team')]),
    ...(has('email') ? [] : [message('roster-import.preview.without-email')]),
    ...(has('leader') ? [] : [message('roster-import.preview.without-leader')]),
  ]
}

const taken = ({ counts }: ImportPlan) => counts.new + counts.updated + counts.unchanged

function isIn(only: View['only'], row: PlannedRow): boolean {
  if (only === 'problems') return row.problems.length > 0
  return only === null || row.fate === 'new' || row.fate === 'updated'
}

function describeRow(reply: FastifyReply, row: PlannedRow, { table, mapping }: Preview) {
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
    problems: row.problems.map((one) => placeProblem(one, table, mapping)),
  }
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
