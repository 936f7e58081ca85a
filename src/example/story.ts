import type { Pillar } from '../domain/evidence.ts'
import type { OwnItem } from '../domain/own-item.ts'
import phrases from './phrases.en.json' with { type: 'json' }
import story from './story.json' with { type: 'json' }

export type Shares = Readonly<Record<string, number>>
export type Theme = keyof typeof phrases.priorities

export type Round = {
  readonly year: number
  readonly quarter: number
  readonly staffShift: Shares
  /** Share of staff who answer, in per cent. */
  readonly turnout: number
  readonly priorities: readonly Theme[]
  readonly named: { readonly all: number; readonly two: number; readonly one: number; readonly none: number }
}

export const exampleRounds = story.rounds as readonly Round[]
export const statementOf = (theme: Theme): string => story.statements[theme]
export const waysToSay = (theme: Theme): readonly string[] => phrases.priorities[theme]
export const otherAims: readonly string[] = phrases.others
export const obstacleThemes: Readonly<Record<string, readonly string[]>> = phrases.obstacles
export const obstacles: readonly string[] = Object.values(phrases.obstacles).flat()
export const estimates: Shares = story.estimates

/** The statement that the example organisation adds to its latest round. */
export const exampleOwnItem: OwnItem = {
  code: 'X1',
  texts: { en: story.own.text },
  pillar: story.own.pillar as Pillar,
  reversed: false,
}

/** The theme of an obstacle of the example; undefined for none. */
export function obstacleThemeOf(text: string): string | undefined {
  return Object.keys(obstacleThemes).find((theme) => obstacleThemes[theme]?.includes(text))
}

/**
 * The misalignment that is planted, so that every screen has something true to show: leaders far more confident than
 * staff, engineering without a line of sight, priorities few can name, decisions without an owner. In per cent.
 */
export function favourableShare(
  code: string,
  person: { isLeader: boolean; team: string | null },
  round: Round,
): number {
  if (person.isLeader) return (story.leaders as Shares)[code] ?? 60
  const byTeam = (story.teams as Readonly<Record<string, Shares>>)[person.team ?? ''] ?? {}
  return ((story.staff as Shares)[code] ?? 50) + (byTeam[code] ?? 0) + (round.staffShift[code] ?? 0)
}

/** How likely each agreed priority (by its place), none or "I can't say" is. */
export function servesShares(person: { isLeader: boolean; team: string | null }): Shares {
  const all = story.serves as Readonly<Record<string, Shares>>
  return all[person.isLeader ? 'leadership' : (person.team ?? '')] ?? all.everyone ?? {}
}
