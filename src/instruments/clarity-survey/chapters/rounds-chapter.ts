import type { Chapter, Exhibit, PairedRow } from '../../../domain/chapter.ts'
import { isHidden } from '../../../domain/disclosure/read-released.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { GroupChange } from '../round-change.ts'
import { differenceOf, markOf, shortName } from './marks.ts'

const mostRemarks = 4

/** What changed since the last round, for the groups shown in both; null for a first round. */
export function roundsChapter(changes: readonly GroupChange[] | null): Chapter | null {
  const whole = wholeOf(changes)
  const rows = whole === null ? [] : rowsOf(whole)
  if (changes === null || whole === null || rows.length === 0) return null
  const remarks = changes.filter((change) => change !== whole).flatMap(remarksOn)
  const title = titleOf(rows)
  return {
    part: 'rounds',
    id: 'rounds',
    title,
    lead: null,
    exhibits: [chartOf(whole, rows, title), ...remarksExhibit(remarks.slice(0, mostRemarks))],
  }
}

/** The same figures for the appendix. */
export function roundsAppendix(changes: readonly GroupChange[] | null): Chapter | null {
  const whole = wholeOf(changes)
  const rows = whole === null ? [] : rowsOf(whole)
  if (rows.length === 0) return null
  const title = message('chapters.rounds.table')
  return { part: 'appendix', id: 'rounds-table', title, lead: null, exhibits: [tableOf(rows)] }
}

function wholeOf(changes: readonly GroupChange[] | null): GroupChange | null {
  return changes?.find(({ group }) => group.id === 'staff') ?? changes?.[0] ?? null
}

function chartOf(whole: GroupChange, rows: readonly PairedRow[], title: Message): Exhibit {
  const note = whole.membershipChanged ? 'chapters.rounds.note-changed' : 'chapters.rounds.note'
  return {
    kind: 'paired',
    drawn: 'change',
    id: 'rounds-items',
    title,
    note: message(note, { group: whole.group.name }),
    names: {
      row: message('chapters.head.statement'),
      first: message('chapters.head.now'),
      second: message('chapters.head.before'),
      difference: message('chapters.head.change'),
    },
    rows,
  }
}

function tableOf(rows: readonly PairedRow[]): Exhibit {
  const figures = ['before', 'now', 'change'] as const
  return {
    kind: 'listing',
    id: 'rounds-figures',
    title: message('chapters.rounds.table'),
    note: null,
    heads: [
      { label: message('chapters.head.statement'), isFigure: false },
      ...figures.map((name) => ({ label: message(`chapters.head.${name}`), isFigure: true })),
    ],
    rows: rows.map(({ label, first, second, difference }) => [
      label,
      second.says,
      first.says,
      difference.says,
    ]),
  }
}

function remarksExhibit(remarks: readonly Message[]): readonly Exhibit[] {
  if (remarks.length === 0) return []
  return [{ kind: 'remarks', id: 'rounds-teams', title: message('chapters.rounds.teams'), remarks }]
}

function rowsOf({ items }: GroupChange): readonly PairedRow[] {
  return items.flatMap(({ code, before, now, change }) =>
    isHidden(before) || isHidden(now) || isHidden(change)
      ? []
      : [
          {
            id: code,
            label: shortName(code),
            first: markOf(now),
            second: markOf(before),
            difference: differenceOf(change),
          },
        ],
  )
}

function remarksOn(change: GroupChange): readonly Message[] {
  return rowsOf(change)
    .filter(({ difference }) => difference.isSolid && difference.size === 'large')
    .map((row) =>
      message(change.membershipChanged ? 'chapters.rounds.team-changed' : 'chapters.rounds.team', {
        group: change.group.name,
        item: row.label,
        before: row.second.says,
        now: row.first.says,
      }),
    )
}

function titleOf(rows: readonly PairedRow[]): Message {
  const solid = rows.filter(({ difference }) => difference.isSolid)
  const up = solid.filter(({ difference }) => difference.points > 0).length
  if (solid.length === 0) return message('chapters.rounds.cannot-tell')
  return message('chapters.rounds.title', { up, down: solid.length - up, of: rows.length })
}
