import type { Chapter, PairedRow } from '../../../domain/chapter.ts'
import { isHidden } from '../../../domain/disclosure/read-released.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { GroupChange } from '../round-change.ts'
import { differenceOf, markOf, shortName } from './marks.ts'

const mostRemarks = 6

/** What changed since the last round, for the groups shown in both; null for a first round. */
export function roundsChapter(changes: readonly GroupChange[] | null): Chapter | null {
  const whole = changes?.find(({ group }) => group.id === 'staff') ?? changes?.[0]
  if (changes === null || whole === undefined) return null
  const rows = rowsOf(whole)
  if (rows.length === 0) return null
  const remarks = changes.filter((change) => change !== whole).flatMap(remarksOn)
  return {
    part: 'rounds',
    id: 'rounds',
    title: titleOf(rows),
    lead: null,
    exhibits: [
      {
        kind: 'paired',
        drawn: 'change',
        id: 'rounds-items',
        title: message('chapters.rounds.chart', { group: whole.group.name }),
        note: message(whole.membershipChanged ? 'chapters.rounds.note-changed' : 'chapters.rounds.note'),
        names: {
          row: message('chapters.head.statement'),
          first: message('chapters.head.now'),
          second: message('chapters.head.before'),
          difference: message('chapters.head.change'),
        },
        rows,
      },
      ...(remarks.length === 0
        ? []
        : [
            {
              kind: 'remarks' as const,
              id: 'rounds-teams',
              title: message('chapters.rounds.teams'),
              remarks: remarks.slice(0, mostRemarks),
            },
          ]),
    ],
  }
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
