import { type Message, message } from '../../domain/message.ts'
import { tellsManager } from './guess-columns.ts'
import type { ColumnRole, Mapping } from './mapping.ts'
import { turnName } from './name-order.ts'
import type { ImportPlan } from './plan-import.ts'
import type { Table } from './table.ts'

/** What the consultant should know about the reading of the whole file. */
export function notesOf(table: Table, mapping: Mapping, plan: ImportPlan): Message[] {
  return [
    ...turnedNames(table, mapping),
    ...(plan.top === null || mapping.keepsTop
      ? []
      : [message('roster-import.preview.top-is-organisation', { top: plan.top })]),
    ...(plan.counts.new === 0 ? [] : untold(table, mapping)),
  ]
}

function turnedNames(table: Table, { lastFirst, roles, header }: Mapping): Message[] {
  const at = roles.indexOf('name')
  if (!lastFirst || at < 0) return []
  const names = table.slice(header === null ? 0 : header + 1).map((row) => (row[at] ?? '').trim())
  const written = names.find((name) => turnName(name) !== name)
  if (written === undefined) return []
  return [message('roster-import.preview.turned', { written, turned: turnName(written) })]
}

/** A roster without them is taken over, but seldom meant: the column may go by a name that is not known here. */
function untold(table: Table, { roles, header }: Mapping): Message[] {
  const has = (...wanted: readonly ColumnRole[]) => wanted.some((role) => roles.includes(role))
  const column = (header === null ? [] : (table[header] ?? [])).find(tellsManager)
  const team =
    column === undefined
      ? message('roster-import.preview.without-team')
      : message('roster-import.preview.only-managers', { column })
  return [
    ...(has('team', 'parent') ? [] : [team]),
    ...(has('email') ? [] : [message('roster-import.preview.without-email')]),
    ...(has('leader') ? [] : [message('roster-import.preview.without-leader')]),
  ]
}
