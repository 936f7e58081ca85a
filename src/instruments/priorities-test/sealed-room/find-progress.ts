import type { Scope } from '../../../database/scope.ts'
import type { Message } from '../../../domain/message.ts'
import { findTest, listExecutives } from '../queries.ts'
import { testProgress } from './room-view.ts'

/** "5 of 7 have sealed", for the overview of the check. */
export async function findProgress(scope: Scope, checkId: string): Promise<Message> {
  const test = await findTest(scope, checkId)
  return testProgress(test, test === null ? [] : await listExecutives(scope, checkId))
}
