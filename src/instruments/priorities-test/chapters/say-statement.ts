import { type Message, message } from '../../../domain/message.ts'
import { type CodedStatement, type CodedTest, nameExecutive, themeName } from '../coded-test.ts'
import type { ConflictTheme } from '../conflict-themes.ts'

/** What was written, in quotes, with what belongs to it. */
export function quote({ text, target, team, question }: CodedStatement): Message {
  if (question === 'P4' && target !== null) return message('priorities-test.quote.measure', { text, target })
  if (question === 'P5' && team !== null) return message('priorities-test.quote.team', { text, team })
  return message('priorities-test.quote.plain', { text })
}

/** Who wrote it and under which question: "Executive B, priority 1". */
export function attribute(test: CodedTest, statement: CodedStatement): Message {
  const { question, place, side, executive } = statement
  const who = nameExecutive(test, executive)
  return message(`priorities-test.by.${side === null ? question : `${question}-${side}`}`, { who, place })
}

/** Both sides of what collides over one theme, in full. */
export function conflictRemark(test: CodedTest, conflict: ConflictTheme): { lead: Message; says: Message } {
  const { forIt, against, theme, rank, counts } = conflict
  const both = message('priorities-test.chapter.sides', {
    first: saidBy(test, forIt),
    second: saidBy(test, against),
  })
  const rest = restOf(conflict)
  return {
    lead: message('priorities-test.chapter.conflict-lead', {
      ...{ theme: themeName(test, theme), rank },
      ...counts,
    }),
    says: rest === null ? both : message('priorities-test.chapter.with-rest', { both, rest }),
  }
}

/** “Opening in Ireland” (Head of product, to stop if capacity gets tight) – “…” (…). */
export function bothSides(
  test: CodedTest,
  first: readonly CodedStatement[],
  second: readonly CodedStatement[],
): Message {
  return message('priorities-test.chapter.sides', {
    first: saidBy(test, first),
    second: saidBy(test, second),
  })
}

// The report quotes a few; the results page has all.
const mostQuoted = 3

function saidBy(test: CodedTest, statements: readonly CodedStatement[]): Message {
  const each = statements
    .slice(0, mostQuoted)
    .map((one) => message('priorities-test.chapter.said-by', { says: quote(one), who: attribute(test, one) }))
  const [first = message('priorities-test.verbatim', { text: '' }), ...rest] = each
  const listed = rest.reduce((one, two) => message('priorities-test.chapter.listed', { one, two }), first)
  const count = statements.length - mostQuoted
  return count > 0 ? message('priorities-test.chapter.more', { listed, count }) : listed
}

/** What it is traded for, or that it may be a question of time. */
export function restOf({ instead, isSequencing }: ConflictTheme): Message | null {
  const text = instead.map((one) => one.text).join('”, “')
  if (text !== '') return message('priorities-test.chapter.instead', { text })
  return isSequencing ? message('priorities-test.caveat.sequencing') : null
}
