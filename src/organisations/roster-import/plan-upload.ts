import { Worker } from 'node:worker_threads'
import { PageError } from '../../web/errors.ts'
import type { Mapping } from './mapping.ts'
import { unpackTable } from './pack-table.ts'
import { type ImportPlan, planImport, type Roster } from './plan-import.ts'

export type Upload = { readonly packed: Uint8Array; readonly mapping: Mapping; readonly roster: Roster }

// About 4,000 rows: below, a thread takes longer to start than the plan to make.
const smallBytes = 40_000
const longestMilliseconds = 60_000

/** The plan for a kept table; a large one is made in a thread of its own, so that nobody else waits for it. */
export function planUpload(upload: Upload): Promise<ImportPlan> {
  if (upload.packed.length < smallBytes && upload.roster.people.length < 5_000) {
    return Promise.resolve(planHere(upload))
  }
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./plan-upload-worker.ts', import.meta.url), { workerData: upload })
    const late = setTimeout(() => void worker.terminate(), longestMilliseconds)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(late)
      reject(new PageError('too-large', 413))
    })
  })
}

export function planHere({ packed, mapping, roster }: Upload): ImportPlan {
  return planImport(unpackTable(packed), mapping, roster)
}
