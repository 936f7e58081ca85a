import { isOwnCode } from '../domain/own-item.ts'
import type { Item } from '../instruments/clarity-survey/items.ts'
import { choose, type Draw, oneOf, shuffled } from './draw.ts'
import type { ExamplePerson } from './roster.ts'
import {
  estimates,
  favourableShare,
  obstacles,
  otherAims,
  type Round,
  servesShares,
  statementOf,
  type Theme,
  waysToSay,
} from './story.ts'

/** What the invented person sends, as the form's fields; null for one who does not answer. */
export function exampleAnswer(
  draw: Draw,
  person: ExamplePerson,
  given: { readonly round: Round; readonly items: readonly Item[]; readonly drawOwn: Draw },
): Readonly<Record<string, string>> | null {
  const { round, items, drawOwn } = given
  if (!person.isLeader && draw() * 100 >= round.turnout) return null
  const mood = (draw() - 0.5) * 24
  const ratings = items.map((item) => [
    item.code,
    // Drawn apart, so that an added statement changes no other answer.
    drawRating(isOwnCode(item.code) ? drawOwn : draw, item, favourableShare(item.code, person, round) + mood),
  ])
  const obstacle = draw() < 0.35 ? oneOf(draw, obstacles) : ''
  return {
    ...Object.fromEntries(ratings),
    ...nameAims(draw, person, round),
    serves: drawServed(draw, person),
    obstacle,
    ...(person.isLeader ? drawEstimates(draw) : {}),
  }
}

/** The theme that a text of the example means; undefined for a text about something else. */
export function themeOf(text: string, round: Round): Theme | undefined {
  return round.priorities.find((theme) => waysToSay(theme).includes(text))
}

function drawRating(draw: Draw, item: Item, share: number): string {
  const favourable = choose(draw, [
    ['4', 70],
    ['5', 30],
  ])
  const other = choose(draw, [
    ['3', 34],
    ['2', 34],
    ['1', 18],
    ['cant-say', 14],
  ])
  const rating = draw() * 100 < share ? favourable : other
  return item.reversed && rating !== 'cant-say' ? String(6 - Number(rating)) : rating
}

function nameAims(draw: Draw, person: ExamplePerson, round: Round): Record<string, string> {
  const weak = person.team === 'Platform' || person.team === 'Payments' ? 0.4 : 1
  const { all, two, one, none } = round.named
  const known = person.isLeader
    ? choose(draw, [
        [3, 60],
        [2, 40],
      ])
    : choose(draw, [
        [3, all * weak],
        [2, two],
        [1, one],
        [0, none / weak],
      ])
  if (known === 0 && draw() < 0.4) return { noneKnown: 'yes' }
  const right = shuffled(draw, round.priorities)
    .slice(0, known)
    .map((theme) => oneOf(draw, waysToSay(theme)))
  const wrong = shuffled(draw, otherAims).slice(0, Math.min(3 - known, draw() < 0.5 ? 1 : 2))
  const named = shuffled(draw, [...right, ...wrong])
  return Object.fromEntries(named.map((text, at) => [`named${at + 1}`, text]))
}

function drawServed(draw: Draw, person: ExamplePerson): string {
  const place = choose(draw, Object.entries(servesShares(person)))
  return /^\d$/.test(place) ? `p${Number(place) + 1}` : place
}

function drawEstimates(draw: Draw): Record<string, string> {
  const near = (share: number) =>
    Math.min(100, Math.max(0, Math.round((share + (draw() - 0.5) * 30) / 10) * 10))
  return Object.fromEntries(
    Object.entries(estimates).map(([code, share]) => [`estimate-${code}`, String(near(share))]),
  )
}

export function agreedPriorities(round: Round): { id: string; text: string }[] {
  return round.priorities.map((theme, at) => ({ id: `p${at + 1}`, text: statementOf(theme) }))
}
