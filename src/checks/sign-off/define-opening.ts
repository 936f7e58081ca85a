import { z } from 'zod'
import { countRows } from '../../database/count-rows.ts'
import { roomsOf } from '../../database/scope.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { openCheck } from './open-check.ts'
import {
  beginOpening,
  type CheckRef,
  endOpening,
  listOpenings,
  noteDrawn,
  type Opening,
} from './opening-queries.ts'
import { dropKeys } from './publish-keys.ts'

const checkRef = z.object({ workspaceId: z.uuid(), checkId: z.uuid() })

/** A check is opened by a job; each minute looks after openings whose job was lost. */
export function defineOpening(deps: Dependencies): void {
  const underWay = new Map<string, Promise<void>>()
  // A device that slept finds its own job taken for dead, and begun anew: it goes on instead.
  const open = (ref: CheckRef): Promise<void> => {
    const opening = underWay.get(ref.checkId) ?? runOpening(deps, ref)
    underWay.set(ref.checkId, opening)
    return opening.finally(() => underWay.delete(ref.checkId))
  }
  deps.jobs.define('open-check', checkRef, open, { expireInSeconds: 3600 })
  deps.jobs.repeat('resume-openings', '* * * * *', async () => {
    for (const ref of await listOpenings(deps.db)) await startOpening(deps, ref)
  })
}

/** Gives an opening that was asked for to the queue; once, however often it is said. */
export function startOpening({ jobs }: Pick<Dependencies, 'jobs'>, ref: CheckRef): Promise<void> {
  return jobs.send('open-check', ref, { singletonKey: ref.checkId })
}

async function runOpening(deps: Dependencies, ref: CheckRef): Promise<void> {
  const scope = roomsOf(deps.db, ref.workspaceId)
  // Whoever changed the draft may have asked again while the last opening found out.
  for (;;) {
    const opening = await beginOpening(scope, ref.checkId)
    if (opening === null) return
    await runOnce(deps, ref, opening)
  }
}

/** Opens the check, or notes why not: an error is told once, and whoever asked may ask again. */
async function runOnce(deps: Dependencies, ref: CheckRef, { accountId, mark }: Opening): Promise<void> {
  const { checkId } = ref
  const scope = { ...roomsOf(deps.db, ref.workspaceId), accountId }
  const drawnOne = async () => {
    if (!(await noteDrawn(scope, checkId, mark))) throw new Error('An opening is not wanted any more.')
  }
  const result = await openCheck(deps, scope, { checkId, mark, noteDrawn: drawnOne }).catch(
    async (error: unknown) => {
      const isWanted = await endOpening(scope, { checkId, mark, end: 'failed' })
      await dropKeys(deps, scope, checkId)
      if (isWanted) throw error
    },
  )
  if (result?.outcome === 'refused') await endOpening(scope, { checkId, mark, end: 'refused' })
  if (result?.outcome !== 'opened') return
  await countRows(deps.db)
  await deps.jobs.send('send-messages', { ...ref, batchId: result.batchId })
}
