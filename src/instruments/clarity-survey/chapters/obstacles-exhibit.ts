import { sayCoders } from '../../../coding/say-coders.ts'
import type { Cited, Listing } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import { type Obstacles, obstaclesOf, toldOf } from '../obstacles.ts'
import type { SurveyResults } from '../scoring.ts'
import { observe } from './observe.ts'

/** What people say is in the way, in themes, by side; null until they are coded or where too few wrote something. */
export function obstaclesExhibit({ table, obstacles, coders }: SurveyResults): Listing | null {
  const found = obstaclesOf(table, obstacles)
  if (found === null) return null
  const coded = coders?.obstacles ?? { count: 1 as const }
  return {
    kind: 'listing',
    id: 'gap-obstacles',
    ...obstaclesTitle(found),
    note: message('chapters.obstacles.note', {
      e: table.rule.e,
      detail: table.rule.detail,
      coders: joined(sayCoders(coded)),
    }),
    heads: [
      { label: message('chapters.obstacles.theme'), isFigure: false },
      ...found.sides.map(({ side, themes }) => ({
        label: message(`chapters.obstacles.side.${side}`, { written: themes.written }),
        isFigure: true,
      })),
    ],
    rows: found.rows.map(({ id, name }) => [
      name === null ? message('chapters.obstacles.other') : message('chapters.obstacles.named', { name }),
      ...found.sides.map(({ themes }) => sayTold(toldOf(themes, id))),
    ]),
  }
}

/** The theme that most staff write about where its share may be told. */
export function obstaclesTitle({ sides, rows }: Obstacles): {
  readonly title: Message
  readonly cites: readonly Cited[]
} {
  const plain = { title: message('chapters.obstacles.title-plain'), cites: [] }
  const [first] = sides
  const [most] = rows
  if (first?.side !== 'staff' || most === undefined || most.name === null) return plain
  const told = toldOf(first.themes, most.id)
  if (typeof told !== 'number') return plain
  const { written } = first.themes
  const values = { theme: most.name, share: Math.round(100 * told), written }
  const observed = observe('obstacle', {
    says: message('chapters.obstacles.observed', values),
    figure: message('chapters.cell.percent', { share: values.share }),
    basis: null,
    uncertainty: null,
  })
  return { title: message('chapters.obstacles.title', values), cites: [observed] }
}

export function sayTold(told: ReturnType<typeof toldOf>): Message {
  if (typeof told !== 'number') return message(`chapters.matrix.${told}`)
  return message('chapters.cell.percent', { share: Math.round(100 * told) })
}

export function joined([first, ...others]: readonly Message[]): Message {
  const before = first ?? message('coding.one-coder-note')
  return others.reduce((said, next) => message('chapters.obstacles.joined', { said, next }), before)
}
