import { type Message, message } from '../../domain/message.ts'

/** Row 1 of the file is row 0 here; blank rows stay, so that numbers told to people are those they see. */
export type Table = readonly (readonly string[])[]

export type ReadTable =
  | { readonly outcome: 'read'; readonly rows: Table }
  | { readonly outcome: 'refused'; readonly reason: Message }

export const mostRows = 200_000
export const mostColumns = 400

export type Refusal =
  | 'empty'
  | 'not-table'
  | 'quote-open'
  | 'old-excel'
  | 'password'
  | 'binary-workbook'
  | 'web-page'
  | 'other-archive'
  | 'damaged'
  | 'too-large'
  | 'too-many-rows'

export function refused(reason: Refusal): Extract<ReadTable, { outcome: 'refused' }> {
  return { outcome: 'refused', reason: message(`roster-import.refused.${reason}`, { rows: mostRows }) }
}
