import type { Listing } from '../../../domain/chapter.ts'
import { isHidden } from '../../../domain/disclosure/read-released.ts'
import type { ReleasedItem, ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import { itemFigure } from '../figures.ts'
import { ownGroup, ownItems, statementOf } from '../own-items.ts'
import { figureCells, hiddenCells } from './items-chapter.ts'

/** What the organisation asked besides: a table of its own, so that nothing of it is taken for a finding; null for none. */
export function ownExhibit(table: ReleasedTable): Listing | null {
  const group = ownGroup(table)
  const items = ownItems(table)
  if (group === null || items.length === 0) return null
  const who = group.side === 'everyone' ? 'everyone' : 'staff'
  const figures = [who === 'everyone' ? 'own.everyone' : 'head.staff', 'head.interval', 'head.worst']
  return {
    kind: 'listing',
    id: 'gap-own',
    title: message('chapters.own.title', { count: items.length }),
    cites: [],
    note: message('chapters.own.note', { who, detail: table.rule.detail }),
    heads: [
      { label: message('chapters.head.statement'), isFigure: false },
      ...figures.map((name) => ({ label: message(`chapters.${name}`), isFigure: true })),
    ],
    rows: items.map((item) => {
      const figure = itemFigure(table, group, item.code)
      return [statement(table, item), ...(isHidden(figure) ? hiddenCells : figureCells(figure))]
    }),
  }
}

function statement(table: ReleasedTable, { code, reversed }: ReleasedItem): Message {
  const text = statementOf(table, code)
  return reversed ? message('chapters.items.reversed', { text }) : text
}
