import { isSameTerm, matchTerms, wordsOf } from '../../domain/text/match-terms.ts'
import { type Amount, isSameAmount, readAmounts } from '../../domain/text/read-amounts.ts'
import { compareDeadlines, readDeadlines } from '../../domain/text/read-deadlines.ts'
import type { CodedStatement, CodedTest } from './coded-test.ts'

/** Two executives who would call the same theme a success by another measure, or by another target of one measure. */
export type MeasureDisagreement = {
  readonly theme: string
  readonly kind: 'different-measure' | 'different-target'
  readonly first: CodedStatement
  readonly second: CodedStatement
}

/** Pairs of P4 answers of one theme. Whoever has one answer in common with the other does not disagree. */
export function disagreeingMeasures(test: CodedTest): readonly MeasureDisagreement[] {
  const answers = test.statements.filter(({ question, theme }) => question === 'P4' && theme !== null)
  return [...Map.groupBy(answers, ({ theme }) => theme ?? '')].flatMap(([theme, all]) => {
    const people = [...Map.groupBy(all, ({ executive }) => executive).values()]
    return people.flatMap((first, at) =>
      people.slice(at + 1).flatMap((second) => disagreementOf(theme, [first, second], test.languages)),
    )
  })
}

type Sides = readonly [readonly CodedStatement[], readonly CodedStatement[]]

function disagreementOf(
  theme: string,
  [firsts, seconds]: Sides,
  languages: readonly string[],
): readonly MeasureDisagreement[] {
  const pairs = firsts.flatMap((first) => seconds.map((second) => ({ first, second })))
  const judged = pairs.map((pair) => ({ ...pair, kind: compareMeasures(pair.first, pair.second, languages) }))
  if (judged.some(({ kind }) => kind === 'same')) return []
  // Two targets of one measure contradict each other; two measures may only stand side by side.
  const told = judged.find(({ kind }) => kind === 'different-target') ?? judged[0]
  if (told === undefined || told.kind === 'same') return []
  return [{ theme, kind: told.kind, first: told.first, second: told.second }]
}

const sameFrom = 0.5

function compareMeasures(
  first: CodedStatement,
  second: CodedStatement,
  languages: readonly string[],
): MeasureDisagreement['kind'] | 'same' {
  const [one, other] = [first, second].map(({ text }) => wordsOf(readAmounts(text).rest, languages))
  const shared = Math.max(
    matchTerms(one ?? [], other ?? [])?.share ?? 0,
    matchTerms(other ?? [], one ?? [])?.share ?? 0,
  )
  const isNamedAlike = one?.some(
    (term) => term.kind !== 'weak' && other?.some((two) => isSameTerm(term, two)),
  )
  if (shared < sameFrom || !isNamedAlike) return 'different-measure'
  return targetsAgree(first, second) ? 'same' : 'different-target'
}

// A side that names no number or no date contradicts none.
function targetsAgree(first: CodedStatement, second: CodedStatement): boolean {
  const [one, other] = [first, second].map(({ text, target }) => {
    const { deadlines, rest } = readDeadlines(`${text} ${target ?? ''}`)
    return { deadlines, amounts: readAmounts(rest).amounts }
  })
  if (one === undefined || other === undefined) return true
  return amountsAgree(one.amounts, other.amounts) && datesAgree(one.deadlines, other.deadlines)
}

function amountsAgree(one: readonly Amount[], other: readonly Amount[]): boolean {
  if (one.length === 0 || other.length === 0) return true
  return one.some((a) => other.some((b) => isSameAmount(a, b)))
}

type Deadlines = ReturnType<typeof readDeadlines>['deadlines']

function datesAgree(one: Deadlines, other: Deadlines): boolean {
  if (one.length === 0 || other.length === 0) return true
  return one.some((a) => other.some((b) => compareDeadlines(a, b) !== 'different'))
}
