import { likert } from '../../../charts/likert.ts'
import {
  type Distribution,
  distribution,
  isHidden,
  shownDetailGroups,
  staffGroup,
} from '../../../domain/disclosure/read-released.ts'
import { derive, type Released } from '../../../domain/disclosure/released.ts'
import type {
  ReleasedEstimate,
  ReleasedTable,
  ShownGroup,
} from '../../../domain/disclosure/released-table.ts'
import { message } from '../../../domain/message.ts'
import { isOwnCode } from '../../../domain/own-item.ts'
import { spreadOf } from '../../../domain/statistics/rating-spread.ts'
import { type ItemFigure, itemFigure } from '../figures.ts'
import type { HeatCell } from '../heatmap.ts'
import { nameOf, ownGroup } from '../own-items.ts'
import type { SurveyScores } from '../scoring.ts'
import {
  boundsCell,
  type Cell,
  cellOf,
  envelopeCell,
  gapCell,
  gapIntervalCell,
  hiddenCell,
  intervalCell,
  shareCell,
} from './cells.ts'
import { drawRows, type Exhibit } from './exhibit.ts'
import { sayPercent } from './say-figures.ts'
import { groupHead, showHidden } from './show-participation.ts'
import type { Voice } from './voice.ts'

type LikertRow = Parameters<typeof likert>[0]['rows'][number]
type Subject = { readonly table: ReleasedTable; readonly scores: SurveyScores; readonly code: string }

/** Every shown group with all that is known of one statement. */
export function showGroups({ table, scores, code }: Subject, voice: Voice) {
  return {
    rows: (isOwnCode(code) ? scores.own : scores.heatmap.rows).map(({ group, cells }) => {
      const cell = cells.find((each) => each.code === code)
      return { ...groupHead(table, group, voice), cells: cell === undefined ? [] : cellsOf(cell, voice) }
    }),
    hidden: scores.heatmap.hidden.map((row) => showHidden(row, voice)),
    width: heads.length,
    heads: heads.map((head) => voice.say(message(`results.head.${head}`))),
  }
}

const heads = ['favourable', 'interval', 'bounds', 'envelope', 'against-rest', 'gap-interval'] as const

function cellsOf({ figure, againstRest }: HeatCell, voice: Voice): readonly Cell[] {
  const none: Cell = { shown: null, hidden: '', step: '', mark: null }
  return [
    shareCell(figure, voice),
    intervalCell(figure, voice),
    boundsCell(figure, voice),
    envelopeCell(figure, voice),
    againstRest === null ? none : gapCell(againstRest, voice),
    againstRest === null ? none : gapIntervalCell(againstRest, voice),
  ]
}

/** What all staff say about one statement, with everything that bounds it, and what leaders expected. */
export function showItemFacts({ table, scores, code }: Subject, voice: Voice) {
  const all = isOwnCode(code) ? ownGroup(table) : staffGroup(table)
  const figure = all === null ? noFigure : itemFigure(table, all, code)
  const assumption = scores.assumptionGaps.find(({ about }) => about === code)
  const fact = (name: string, cell: Cell) => ({ name: voice.say(message(`results.fact.${name}`)), cell })
  return [
    fact('favourable', shareCell(figure, voice)),
    fact('interval', intervalCell(figure, voice)),
    fact('bounds', boundsCell(figure, voice)),
    fact('envelope', envelopeCell(figure, voice)),
    fact(
      'certainty',
      cellOf<ItemFigure>(figure, voice, ({ certainty }) =>
        message(`results.certainty.${certainty ?? 'none'}`),
      ),
    ),
    ...(assumption === undefined
      ? []
      : [
          fact(
            'expected',
            cellOf<ReleasedEstimate>(assumption.estimate, voice, ({ mean }) => sayPercent(mean)),
          ),
        ]),
  ]
}

const noFigure = { hidden: 'too-few-answers' } as const

/** How the answers are spread, for the groups that are large enough; null where none is. */
export function showDistribution({ table, code }: Omit<Subject, 'scores'>, voice: Voice): Exhibit | null {
  const groups = shownDetailGroups(table).filter((group) => !isHidden(distribution(table, group, code)))
  if (groups.length === 0) return null
  const { say } = voice
  const item = say(nameOf(table, code))
  const title = say(message(`results.distribution.title.${spreadWord(table, code)}`, { item }))
  const point = (value: string): string => say(message(`clarity-survey.scale.${value}`))
  const names = {
    points: [point('1'), point('2'), point('3'), point('4'), point('5')] as const,
    cantSay: say(message('clarity-survey.scale.cant-say')),
  }
  return {
    title,
    chart: drawRows<LikertRow>(
      groups.flatMap((group) => likertRow(table, group, { code, voice })),
      title,
      (rows) => likert({ rows, names }),
    ),
    note: say(message('results.distribution.note', { detail: table.rule.detail })),
    table: {
      caption: say(message('results.distribution.caption')),
      heads: [
        say(message('results.head.group')),
        ...names.points,
        names.cantSay,
        ...['mean', 'deviation'].map((head) => say(message(`results.head.${head}`))),
      ],
      rows: groups.map((group) => ({
        name: group.name,
        href: null,
        cells: distributionCells(distribution(table, group, code), voice),
      })),
    },
  }
}

function distributionCells(shown: ReturnType<typeof distribution>, voice: Voice): readonly Cell[] {
  if (isHidden(shown)) return [hiddenCell(shown, voice)]
  const percent = (at: number) =>
    cellOf<Distribution>(shown, voice, ({ counts, n }) => sayPercent((100 * (counts[at] ?? 0)) / n))
  const spread = (which: 'mean' | 'adMean') =>
    cellOf<Distribution>(shown, voice, (given) =>
      message('results.scale-points', { points: ratingsOf(given)[which] ?? 0 }),
    )
  return [...[0, 1, 2, 3, 4, 5].map(percent), spread('mean'), spread('adMean')]
}

function ratingsOf({ counts }: Distribution) {
  return spreadOf([counts[0], counts[1], counts[2], counts[3], counts[4]])
}

/** Mean distance from the mean that five points allow before people no longer agree: a sixth of the scale (Burke & Dunlap 2002). */
const wideDisagreement = 5 / 6

function spreadWord(table: ReleasedTable, code: string): 'wide' | 'plain' {
  const staff = staffGroup(table)
  const shown = staff === null ? null : distribution(table, staff, code)
  if (shown === null || isHidden(shown)) return 'plain'
  return (ratingsOf(shown).adMean ?? 0) > wideDisagreement ? 'wide' : 'plain'
}

function likertRow(
  table: ReleasedTable,
  group: ShownGroup,
  { code, voice }: { readonly code: string; readonly voice: Voice },
): readonly Released<LikertRow>[] {
  const shown = distribution(table, group, code)
  if (isHidden(shown)) return []
  return [
    derive<Distribution, LikertRow>(shown, ({ counts, n }) => {
      const part = (count: number) => ({ share: count / n, label: voice.say(sayPercent((100 * count) / n)) })
      return {
        label: group.name,
        points: [part(counts[0]), part(counts[1]), part(counts[2]), part(counts[3]), part(counts[4])],
        cantSay: part(counts[5]),
      }
    }),
  ]
}
