import { roundChange } from '../../../charts/round-change.ts'
import {
  groupById,
  isHidden,
  participation,
  shownGroups,
  staffGroup,
} from '../../../domain/disclosure/read-released.ts'
import { deriveFromAll, type Released } from '../../../domain/disclosure/released.ts'
import type { ReleasedTable, ShownGroup } from '../../../domain/disclosure/released-table.ts'
import { type Message, message } from '../../../domain/message.ts'
import { roundsChapter } from '../chapters/rounds-chapter.ts'
import type { ItemFigure } from '../figures.ts'
import type { ItemGap } from '../gaps.ts'
import { nameOf, ownGroup, ownItems, statementOf } from '../own-items.ts'
import {
  differenceMark,
  gapCell,
  gapIntervalCell,
  intervalCell,
  markOf,
  shareCell,
} from '../results/cells.ts'
import { drawRows, type Exhibit, type ExhibitTable } from '../results/exhibit.ts'
import { groupHead } from '../results/show-participation.ts'
import type { Voice } from '../results/voice.ts'
import type { GroupChange, ItemChange } from '../round-change.ts'

type ChangeRow = Parameters<typeof roundChange>[0]['rows'][number]
export type Round = { readonly name: string; readonly table: ReleasedTable }
export type Rounds = { readonly now: Round; readonly before: Round; readonly changes: readonly GroupChange[] }

/** All staff in both rounds, statement by statement in the order asked; null where one round shows no staff. */
export function showStaffChange({ now, before, changes }: Rounds, voice: Voice): Exhibit | null {
  const staff = changes.find(({ group }) => group.id === staffGroup(now.table)?.id)
  if (staff === undefined) return null
  const { say } = voice
  const title = say(roundsChapter(changes, now.table)?.title ?? message('rounds.heading'))
  const names = { before: before.name, after: now.name, change: say(message('rounds.change')) }
  return {
    title,
    chart: drawRows<ChangeRow>(
      staff.items.flatMap((item) => changeRow(item, voice)),
      title,
      (rows) => roundChange({ rows, names }),
    ),
    note: say(message('rounds.note')),
    table: changeTable(
      staff.items,
      { now, before },
      {
        caption: say(message('rounds.caption', { before: before.name, now: now.name })),
        voice,
      },
    ),
  }
}

/** Added statements asked in the same words in both rounds, and how many were not; null where nothing was added. */
export function showOwnChange({ now, before, changes }: Rounds, voice: Voice) {
  const asked = ownItems(now.table)
  const whole = changes.find(({ group }) => group.id === ownGroup(now.table)?.id)
  if (asked.length === 0 || whole === undefined) return null
  const { say } = voice
  const caption = say(message('rounds.own-caption', { before: before.name, now: now.name }))
  const others = asked.filter(({ code }) => !whole.own.some((item) => item.code === code))
  return {
    group: whole.group.name,
    table: whole.own.length === 0 ? null : changeTable(whole.own, { now, before }, { caption, voice }),
    notCompared: others.map(({ code }) => say(statementOf(now.table, code))),
  }
}

type Saying = { readonly caption: string; readonly voice: Voice }

function changeTable(
  items: readonly ItemChange[],
  { now, before }: Pick<Rounds, 'now' | 'before'>,
  { caption, voice }: Saying,
): ExhibitTable {
  const { say } = voice
  return {
    caption,
    heads: [
      say(message('results.head.item')),
      before.name,
      say(message('results.head.interval')),
      now.name,
      say(message('results.head.interval')),
      say(message('rounds.change')),
      say(message('results.head.gap-interval')),
    ],
    rows: items.map(({ code, before: was, now: is, change }) => ({
      name: say(nameOf(now.table, code)),
      href: null,
      cells: [
        shareCell(was, voice),
        intervalCell(was, voice),
        shareCell(is, voice),
        intervalCell(is, voice),
        gapCell(change, voice),
        gapIntervalCell(change, voice),
      ],
    })),
  }
}

function changeRow({ code, before, now, change }: ItemChange, voice: Voice): readonly Released<ChangeRow>[] {
  if (isHidden(before) || isHidden(now) || isHidden(change)) return []
  const label = voice.say(message(`clarity-survey.short.${code}`))
  return [
    deriveFromAll<[ItemFigure, ItemFigure, ItemGap], ChangeRow>([before, now, change], (was, is, shown) => ({
      label,
      before: markOf(was, voice),
      after: markOf(is, voice),
      change: differenceMark(shown, voice),
    })),
  ]
}

/** Groups shown in both rounds × statements asked in both; a footnote where membership changed. */
export function showGroupChanges({ now, before, changes }: Rounds, voice: Voice) {
  const shownNow = new Set(changes.map(({ group }) => group.id))
  const changed = changes.filter(({ membershipChanged }) => membershipChanged).map(({ group }) => group.id)
  return {
    columns: (changes[0]?.items ?? []).map(({ code }) => voice.say(message(`clarity-survey.short.${code}`))),
    rows: changes.map(({ group, items }) => {
      const { name, level, answered } = groupHead(now.table, group, voice)
      const footnote = changed.indexOf(group.id) + 1
      return {
        name,
        level,
        answered,
        footnote: footnote === 0 ? null : footnote,
        cells: items.map(({ change }) => gapCell(change, voice)),
      }
    }),
    footnotes: changed.map((id, at) => ({ place: at + 1, text: footnoteOf(id, { now, before }, voice) })),
    left: shownGroups(now.table)
      .filter(({ id }) => !shownNow.has(id))
      .map(({ name }) => name),
  }
}

function footnoteOf(id: string, { now, before }: Pick<Rounds, 'now' | 'before'>, { say }: Voice): string {
  const is = groupById(now.table, id)
  const was = groupById(before.table, id)
  if (is === null || was === null) throw new Error('A compared group is shown in both rounds')
  const last = before.name
  if (is.joined.join() !== was.joined.join())
    return say(message('rounds.footnote', { now: namesOf(is), before: namesOf(was), last }))
  const invited = {
    now: participation(now.table, is).invited,
    before: participation(before.table, was).invited,
  }
  return say(message('rounds.footnote-inside', { ...invited, last }))
}

function namesOf({ joined }: ShownGroup): Message | string {
  return joined.length === 0 ? message('rounds.alone') : joined.join(', ')
}
