import type { Message } from '../../domain/message.ts'
import { message } from '../../domain/message.ts'

/** The five questions: priorities, trade-offs, stops, success, what others are asked to push down. */
export const questions = ['P1', 'P2', 'P3', 'P4', 'P5'] as const
export type Question = (typeof questions)[number]

/** `role` is shown only if every executive agreed to it on the form. */
export type Executive = { readonly id: string; readonly role: string; readonly mayShowRole: boolean }

export type Theme = { readonly id: string; readonly name: string }

/**
 * One thing an executive wrote, with its theme; null where the coder found none. `place` 1…3 in the order given, for P1
 * the rank. A trade-off is two statements of one `answer`: the side chosen and the side it is chosen over. `team`: whom
 * P5 asks. `target` is P4's second half; `text` then holds the measure.
 */
export type CodedStatement = {
  readonly id: string
  readonly answer: string
  readonly executive: string
  readonly question: Question
  readonly place: number
  readonly side: 'chosen' | 'over' | null
  readonly text: string
  readonly target: string | null
  readonly team: string | null
  readonly theme: string | null
}

/** Who coded: `alpha` of two coders, null with one or where it cannot be computed. */
export type Coders = { readonly count: 1 | 2; readonly alpha: number | null }

/** A test whose seal is broken and whose codebook is frozen. `invited` counts those, too, who had not sealed. */
export type CodedTest = {
  readonly invited: number
  readonly executives: readonly Executive[]
  readonly themes: readonly Theme[]
  readonly statements: readonly CodedStatement[]
  readonly coders: Coders
  readonly languages: readonly string[]
}

/** Themes of an executive's first question by rank, each once; what has no theme is left out. */
export function topThemes({ statements }: CodedTest, executive: string): readonly string[] {
  const own = statements.filter((one) => one.executive === executive && one.question === 'P1')
  const themes = own.toSorted((a, b) => a.place - b.place).flatMap(({ theme }) => theme ?? [])
  return [...new Set(themes)]
}

/** "Head of sales" if all agreed, otherwise "Executive B" by the order given. */
export function nameExecutive({ executives }: CodedTest, id: string): string | Message {
  const at = executives.findIndex((one) => one.id === id)
  const executive = executives[at]
  if (executive === undefined) throw new RangeError('A statement names an executive who is not in the test.')
  if (executives.every(({ mayShowRole }) => mayShowRole)) return executive.role
  return message('priorities-test.executive', { letter: letterAt(at) })
}

/** The same where there is little room: the role, or the letter alone. */
export function shortExecutive({ executives }: CodedTest, at: number): string {
  const isNamed = executives.every(({ mayShowRole }) => mayShowRole)
  return (isNamed ? executives[at]?.role : undefined) ?? letterAt(at)
}

function letterAt(at: number): string {
  return String.fromCharCode(65 + at)
}

export function themeName({ themes }: CodedTest, id: string): string {
  return themes.find((theme) => theme.id === id)?.name ?? ''
}
