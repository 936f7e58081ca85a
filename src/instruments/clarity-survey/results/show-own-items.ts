import { message } from '../../../domain/message.ts'
import type { ItemFigure } from '../figures.ts'
import { ownGroup, ownItems, statementOf } from '../own-items.ts'
import { cellOf, intervalCell, shareCell } from './cells.ts'
import type { ExhibitTable } from './exhibit.ts'
import type { Shown } from './show-results.ts'
import type { Voice } from './voice.ts'

type Place = { readonly organisation: string; readonly itemHref: (code: string) => string }

/** Statements that the organisation added, of all staff or of everyone; null for none. Groups stand on their own pages. */
export function showOwnItems(
  { table, scores }: Shown,
  voice: Voice,
  { organisation, itemHref }: Place,
): { readonly title: string; readonly note: string; readonly table: ExhibitTable } | null {
  const { say } = voice
  const items = ownItems(table)
  const group = ownGroup(table)
  const cells = scores.own.find((row) => row.group === group)?.cells ?? []
  if (items.length === 0 || group === null) return null
  const who = group.side === 'everyone' ? 'everyone' : 'staff'
  const { detail } = voice.rule
  return {
    title: say(message('results.own.title', { count: items.length, organisation })),
    note: say(message(`results.own.note-${who}`, { detail })),
    table: {
      caption: say(message('results.own.caption')),
      heads: ['head.item', `side.${who}`, 'head.interval', 'head.certainty'].map((head) =>
        say(message(`results.${head}`)),
      ),
      rows: cells.map(({ code, figure }) => {
        const text = statementOf(table, code)
        const isReversed = items.some((item) => item.code === code && item.reversed)
        return {
          name: say(isReversed ? message('results.own.reversed', { text }) : text),
          href: itemHref(code),
          cells: [
            shareCell(figure, voice),
            intervalCell(figure, voice),
            cellOf<ItemFigure>(figure, voice, ({ certainty }) =>
              message(`results.certainty.${certainty ?? 'none'}`),
            ),
          ],
        }
      }),
    },
  }
}
