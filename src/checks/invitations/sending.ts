import { z } from 'zod'
import type { Dependencies } from '../../web/dependencies.ts'
import { sendBatch } from './send-batch.ts'
import { listDueBatches } from './sending-queries.ts'

const batchRef = z.object({ workspaceId: z.uuid(), checkId: z.uuid(), batchId: z.uuid() })

/** Sending is a job for each batch; each minute looks after what a dead process or an absent mail server has left. */
export function defineSending(deps: Dependencies): void {
  deps.jobs.define('send-messages', batchRef, (ref) => sendBatch(deps, ref), { expireInSeconds: 600 })
  deps.jobs.repeat('resume-messages', '* * * * *', async () => {
    if (deps.mailer === null) return
    for (const ref of await listDueBatches(deps.db, deps.now())) await deps.jobs.send('send-messages', ref)
  })
}

/** Gives batches to the queue, after the transaction that made them. */
export async function startSending(
  { jobs }: Pick<Dependencies, 'jobs'>,
  given: { readonly workspaceId: string; readonly checkId: string; readonly batchIds: readonly string[] },
): Promise<void> {
  const { workspaceId, checkId, batchIds } = given
  for (const batchId of batchIds) await jobs.send('send-messages', { workspaceId, checkId, batchId })
}
