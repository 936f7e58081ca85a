import type {
  Chapter,
  Exhibit,
  Listing,
  Observation,
  Paired,
  PairedRow,
  Remark,
} from '../../../domain/chapter.ts'
import { isHidden } from '../../../domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { ItemFigure } from '../figures.ts'
import type { ItemGap } from '../gaps.ts'
import { ownGroup, statementOf } from '../own-items.ts'
import type { GroupChange } from '../round-change.ts'
import { differenceOf, markOf, shortName } from './marks.ts'
import { basisOf, observe, observeCount, pointsOf } from './observe.ts'

const mostRemarks = 4

/** What changed since the last round, for the groups shown in both; null for a first round. */
export function roundsChapter(changes: readonly GroupChange[] | null, table: ReleasedTable): Chapter | null {
  const whole = wholeOf(changes)
  const told = whole === null ? [] : toldIn(whole)
  if (changes === null || whole === null || told.length === 0) return null
  const remarks = changes.filter((change) => change !== whole).flatMap(remarksOn)
  const claim = { title: titleOf(told), cites: [observationOf(told)] }
  return {
    part: 'rounds',
    id: 'rounds',
    ...claim,
    lead: null,
    exhibits: [
      { ...chartOf(whole, told.map(rowOf)), ...claim },
      ...remarksExhibit(remarks.slice(0, mostRemarks)),
      ...ownExhibit(changes, table),
    ],
  }
}

/** The same figures for the appendix. */
export function roundsAppendix(changes: readonly GroupChange[] | null): Chapter | null {
  const whole = wholeOf(changes)
  const rows = whole === null ? [] : toldIn(whole).map(rowOf)
  if (rows.length === 0) return null
  const title = message('chapters.rounds.table')
  return {
    part: 'appendix',
    id: 'rounds-table',
    title,
    cites: [],
    lead: null,
    exhibits: [tableOf(rows, figuresOfAll)],
  }
}

function wholeOf(changes: readonly GroupChange[] | null): GroupChange | null {
  return changes?.find(({ group }) => group.id === 'staff') ?? changes?.[0] ?? null
}

function chartOf(whole: GroupChange, rows: readonly PairedRow[]): Omit<Paired, 'title' | 'cites'> {
  const note = whole.membershipChanged ? 'chapters.rounds.note-changed' : 'chapters.rounds.note'
  return {
    kind: 'paired',
    drawn: 'change',
    id: 'rounds-items',
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

/** Added statements stand apart from the title's count, of the group that may be told of them. */
function ownExhibit(changes: readonly GroupChange[], table: ReleasedTable): readonly Exhibit[] {
  const whole = changes.find(({ group }) => group.id === ownGroup(table)?.id)
  const told = whole === undefined ? [] : toldIn({ items: whole.own })
  if (whole === undefined || told.length === 0) return []
  const rows = told.map((each) => ({ ...rowOf(each), label: statementOf(table, each.code) }))
  const note = message('chapters.rounds.own-note', { group: whole.group.name })
  return [tableOf(rows, { id: 'rounds-own', title: message('chapters.rounds.own-title'), note })]
}

const figuresOfAll = { id: 'rounds-figures', title: message('chapters.rounds.table'), note: null }

function tableOf(rows: readonly PairedRow[], named: Pick<Listing, 'id' | 'title' | 'note'>): Exhibit {
  const figures = ['before', 'now', 'change'] as const
  return {
    kind: 'listing',
    ...named,
    cites: [],
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

function remarksExhibit(remarks: readonly Remark[]): readonly Exhibit[] {
  if (remarks.length === 0) return []
  const title = message('chapters.rounds.teams')
  return [{ kind: 'remarks', id: 'rounds-teams', title, cites: [], remarks }]
}

type ToldChange = {
  readonly code: string
  readonly before: ItemFigure
  readonly now: ItemFigure
  readonly change: ItemGap
}

function toldIn({ items }: Pick<GroupChange, 'items'>): readonly ToldChange[] {
  return items.flatMap(({ code, before, now, change }) =>
    isHidden(before) || isHidden(now) || isHidden(change) ? [] : [{ code, before, now, change }],
  )
}

function rowOf({ code, before, now, change }: ToldChange): PairedRow {
  return {
    id: code,
    label: shortName(code),
    first: markOf(now),
    second: markOf(before),
    difference: differenceOf(change),
  }
}

function remarksOn(change: GroupChange): readonly Remark[] {
  const { group, membershipChanged } = change
  return toldIn(change)
    .filter(({ change: { mark } }) => mark.evidence === 'solid' && mark.size === 'large')
    .map((told) => {
      const says = message(membershipChanged ? 'chapters.rounds.team-changed' : 'chapters.rounds.team', {
        group: group.name,
        item: shortName(told.code),
        before: markOf(told.before).says,
        now: markOf(told.now).says,
      })
      const observed = { says, basis: basisOf(told.now), ...pointsOf(told.change) }
      return { lead: null, says, cites: [observe(`change.${group.id}.${told.code}`, observed)] }
    })
}

function titleOf(told: readonly ToldChange[]): Message {
  const solid = solidIn(told)
  const up = solid.filter(({ change }) => change.gap.points > 0).length
  if (solid.length === 0) return message('chapters.rounds.cannot-tell')
  return message('chapters.rounds.title', { up, down: solid.length - up, of: told.length })
}

function observationOf(told: readonly ToldChange[]): Observation {
  const [first] = told
  return observeCount('rounds-items', titleOf(told), {
    count: solidIn(told).length,
    of: told.length,
    basis: first === undefined ? null : basisOf(first.now),
  })
}

function solidIn(told: readonly ToldChange[]): readonly ToldChange[] {
  return told.filter(({ change }) => change.mark.evidence === 'solid')
}
