import { type Message, message } from '../../../domain/message.ts'
import { type CodedStatement, type CodedTest, nameExecutive, themeName } from '../coded-test.ts'
import type { Conflict } from '../head-on-conflicts.ts'

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

/** Both sides of one conflict, in full. */
export function conflictRemark(test: CodedTest, conflict: Conflict): { lead: Message; says: Message } {
  const { priority, against, instead, isSequencing, theme, rank } = conflict
  const sides = {
    first: attribute(test, priority),
    firstSays: quote(priority),
    second: attribute(test, against),
    secondSays: quote(against),
  }
  const both = message('priorities-test.chapter.both-sides', sides)
  const rest = restOf(instead, isSequencing)
  return {
    lead: message('priorities-test.chapter.conflict-lead', { theme: themeName(test, theme), rank }),
    says: rest === null ? both : message('priorities-test.chapter.with-rest', { both, rest }),
  }
}

export function restOf(instead: CodedStatement | null, isSequencing: boolean): Message | null {
  if (instead !== null) return message('priorities-test.chapter.instead', { text: instead.text })
  return isSequencing ? message('priorities-test.caveat.sequencing') : null
}
