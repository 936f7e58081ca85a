import { type Pillar, pillars } from '../../domain/evidence.ts'
import { type Message, message } from '../../domain/message.ts'
import { mostOwnItems, type OwnItem } from '../../domain/own-item.ts'
import { type FoundName, type KnownNames, nameFinder } from '../../domain/text/find-name.ts'
import { type Judging, judgeStatement } from './judge-statement.ts'

/** What own statements are held against: who must not be named, and what is asked or can be asked anyway. */
export type Surroundings = {
  readonly known: KnownNames
  readonly statementsIn: (language: string) => readonly string[]
}

type Typed = Readonly<Record<string, string>>

export const ownPlaces: readonly number[] = Array.from({ length: mostOwnItems }, (_, at) => at + 1)
export const ownField = (place: number, part: string): string => `own${place}-${part}`

/** The statements as they were typed, `own1-en`, `own1-pillar`, `own1-reversed` …; a place without words is left out. */
export function readOwnItems(typed: Typed, languages: readonly string[]): readonly OwnItem[] {
  return filledPlaces(typed, languages).map((place, at) => ({
    code: `X${at + 1}`,
    texts: Object.fromEntries(languages.map((language) => [language, textAt(typed, place, language)])),
    pillar: pillarAt(typed, place),
    reversed: typed[ownField(place, 'reversed')] === 'yes',
  }))
}

/** What is wrong with them, by field. */
export function judgeOwnItems(
  typed: Typed,
  languages: readonly string[],
  { known, statementsIn }: Surroundings,
): Readonly<Record<string, Message>> {
  const errors: Record<string, Message> = {}
  for (const language of languages) {
    const findName = nameFinder(known, language)
    const others = [...statementsIn(language)]
    for (const place of filledPlaces(typed, languages)) {
      const text = textAt(typed, place, language)
      const problem = problemOf(text, { language, findName, others })
      if (problem !== null) errors[ownField(place, language)] = problem
      others.push(text)
    }
  }
  return errors
}

/** The first name in statements that were set up before: the roster may have grown since. */
export function findNameIn(items: readonly OwnItem[], known: KnownNames): FoundName | null {
  for (const { texts } of items) {
    for (const [language, text] of Object.entries(texts)) {
      const found = nameFinder(known, language)(text)
      if (found !== null) return found
    }
  }
  return null
}

/** As the form would hold them. */
export function typedOwnItems(items: readonly OwnItem[]): Record<string, string> {
  const fields = items.flatMap(({ texts, pillar, reversed }, at) => [
    ...Object.entries(texts).map(([language, text]) => [ownField(at + 1, language), text]),
    [ownField(at + 1, 'pillar'), pillar],
    ...(reversed ? [[ownField(at + 1, 'reversed'), 'yes']] : []),
  ])
  return Object.fromEntries(fields)
}

function problemOf(text: string, judging: Judging): Message | null {
  return text === '' ? message('checks.own.refused.empty') : judgeStatement(text, judging)
}

// A ticked box without words may be words that were forgotten; a pillar is always chosen.
function filledPlaces(typed: Typed, languages: readonly string[]): readonly number[] {
  return ownPlaces.filter(
    (place) =>
      typed[ownField(place, 'reversed')] === 'yes' ||
      languages.some((language) => textAt(typed, place, language) !== ''),
  )
}

/** One line; a stop at its end is added where there is none, as the other statements have one. */
function textAt(typed: Typed, place: number, language: string): string {
  const text = (typed[ownField(place, language)] ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return /[\p{L}\p{N})"”’]$/u.test(text) ? `${text}.` : text
}

function pillarAt(typed: Typed, place: number): Pillar {
  const chosen = typed[ownField(place, 'pillar')]
  return pillars.find((pillar) => pillar === chosen) ?? pillars[0]
}
