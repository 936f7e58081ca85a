import type { Scope } from '../database/scope.ts'
import type { ReleasedTable } from '../domain/disclosure/released-table.ts'
import type { AnswerSheet } from './answer-sheet.ts'

/** One set of answers as it is counted: what was said, and of whom only the unit. */
export type UnitAnswers = { readonly unitId: string; readonly sheet: AnswerSheet }

/** Where the answers of a check lie until its close, however they came in. */
export type ClosingAnswers = {
  count(): Promise<number>
  /** All answers in batches, in an order that has nothing to do with that of their arrival; `done` is read so far. */
  batches(): AsyncIterable<{ readonly answers: readonly UnitAnswers[]; readonly done: number }>
  /**
   * In the one transaction: throws when what was counted is not what is stored, then keeps texts and deletes.
   * `counted` is all answers that were counted, those by open link, too.
   */
  finish(trx: Scope, given: { readonly table: ReleasedTable; readonly counted: number }): Promise<void>
}
