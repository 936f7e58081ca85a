import type { CodedText } from '../../../coding/coding.ts'
import type { StatementRecord } from '../queries.ts'

/** What coders see: the statement and its question, a measure with its target; neither author nor rank nor team. */
export function textsToCode(statements: readonly StatementRecord[]): readonly CodedText[] {
  return statements.map(({ id, question, side, text, target }) => ({
    id,
    text: target === null ? text : `${text}: ${target}`,
    question: side === null ? question : `${question}-${side}`,
  }))
}
