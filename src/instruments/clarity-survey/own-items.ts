import { organisationGroup, showsOwnItems, staffGroup } from '../../domain/disclosure/read-released.ts'
import type { ReleasedItem, ReleasedTable, ShownGroup } from '../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../domain/message.ts'
import { isOwnCode } from '../../domain/own-item.ts'
import { sayItem } from './items.ts'

/** The instrument's statements as far as they were asked: what gaps, heatmap, pillars and evidence are made of. */
export function sharedItems(table: ReleasedTable): readonly ReleasedItem[] {
  return table.items.filter(({ code }) => !isOwnCode(code))
}

/** Those that the organisation added. They stand apart wherever figures are shown. */
export function ownItems(table: ReleasedTable): readonly ReleasedItem[] {
  return table.items.filter(({ code }) => isOwnCode(code))
}

/** Of whom added statements are told first: all staff, or everyone where staff are too few for that. */
export function ownGroup(table: ReleasedTable): ShownGroup | null {
  const staff = staffGroup(table)
  return staff !== null && showsOwnItems(table, staff) ? staff : organisationGroup(table)
}

/** A statement as it was asked. */
export function statementOf(table: ReleasedTable, code: string): Message {
  const { own } = table.items.find((item) => item.code === code) ?? {}
  return sayItem({ code, ...(own === undefined ? {} : { texts: own.texts }) })
}

/** A statement in a few words; an added one has none but its own. */
export function nameOf(table: ReleasedTable, code: string): Message {
  return isOwnCode(code) ? statementOf(table, code) : message(`clarity-survey.short.${code}`)
}
