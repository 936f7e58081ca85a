import type { FastifyReply } from 'fastify'
import { type Message, message } from '../../domain/message.ts'
import type { Errors } from '../../web/form.ts'
import { arrangeTeams, pathText } from '../arrange-teams.ts'
import { breadcrumbTo } from '../breadcrumb.ts'
import type { Organisation, Team } from '../queries.ts'
import { columnLetter, describeRow } from './describe-row.ts'
import type { View } from './forms.ts'
import { columnRoles, type Mapping, separators } from './mapping.ts'
import { previewPage } from './pages.ts'
import type { ImportPlan, PlannedRow } from './plan-import.ts'
import { notesOf } from './preview-notes.ts'
import type { RosterImport } from './queries.ts'
import type { Table } from './table.ts'

const rowsOnPage = 50
const listed = 20
const mostListed = 1_000
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
    lastFirst: mapping.lastFirst,
    hasWholeName: mapping.roles.includes('name'),
    keepsTop: mapping.keepsTop,
    top: plan?.top ?? null,
    plan: plan === null ? null : describePlan(reply, { ...preview, plan, address }),
  })
}

function columnChoices(reply: FastifyReply, { table, mapping }: Preview) {
  const heads = mapping.header === null ? [] : (table[mapping.header] ?? [])
  const body = table.slice(mapping.header === null ? 0 : mapping.header + 1, 200)
  const say = (key: string, values?: Message['values']) => reply.say(message(`roster-import.${key}`, values))
  const shown = mapping.roles
    .map((role, at) => ({
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
    }))
    .filter(({ head, samples, role }) => head !== '' || samples.length > 0 || role !== 'none')
  return {
    columns: shown.filter(({ role }) => role !== 'none'),
    unused: shown.filter(({ role }) => role === 'none'),
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
    notes: notesOf(given.table, given.mapping, plan),
    counts,
    newTeams: firstOf(plan.newTeams, pathText),
    followed: firstOf(plan.followed, ({ from, to }) =>
      reply.say(message('roster-import.preview.followed-line', { from: pathText(from), to: pathText(to) })),
    ),
    emptied: firstOf(plan.emptied, pathText),
    missing: firstOf(plan.missing, (person) => ({
      name: person.name,
      team: paths.get(person.teamId ?? '') ?? '',
    })),
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

function firstOf<T, Shown>(all: readonly T[], show: (one: T) => Shown) {
  return {
    count: all.length,
    first: all.slice(0, listed).map(show),
    more: all.slice(listed, listed + mostListed).map(show),
    left: Math.max(0, all.length - listed - mostListed),
  }
}

const taken = ({ counts }: ImportPlan) => counts.new + counts.updated + counts.unchanged

function isIn(only: View['only'], row: PlannedRow): boolean {
  if (only === 'problems') return row.problems.length > 0
  return only === null || row.fate === 'new' || row.fate === 'updated'
}
