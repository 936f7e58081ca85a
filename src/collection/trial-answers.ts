import type { Scope } from '../database/scope.ts'
import { countSpent } from './close-queries.ts'
import type { ClosingAnswers } from './closing-answers.ts'
import { countResponses, deleteResponses, moveTexts, readResponses } from './queries.ts'

const mostInBatch = 5000

/** Answers of a trial, which are stored as they are. */
export function trialAnswers(scope: Scope, checkId: string): ClosingAnswers {
  return {
    count: () => countResponses(scope, checkId),
    batches: () => readInBatches(scope, checkId),
    finish: async (trx, { table, counted }) => {
      await assertComplete(trx, checkId, { counted, ofInvited: table.participation.answered })
      await moveTexts(trx, checkId, table.rule.texts)
      await deleteResponses(trx, checkId)
    },
  }
}

async function* readInBatches(scope: Scope, checkId: string) {
  let done = 0
  for (let after: string | null = null; ; ) {
    const answers: Awaited<ReturnType<typeof readResponses>> = await readResponses(scope, checkId, {
      after,
      most: mostInBatch,
    })
    done += answers.length
    yield { answers, done }
    after = answers.at(-1)?.id ?? null
    if (answers.length < mostInBatch || after === null) return
  }
}

async function assertComplete(
  trx: Scope,
  checkId: string,
  { counted, ofInvited }: { readonly counted: number; readonly ofInvited: number },
): Promise<void> {
  const stored = await countResponses(trx, checkId)
  const spent = await countSpent(trx, checkId)
  if (counted !== stored || ofInvited !== spent)
    throw new Error(
      `The close counted ${counted} answers, but ${stored} are stored and ${spent} links are used.`,
    )
}
