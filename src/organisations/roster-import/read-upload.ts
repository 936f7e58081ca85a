import { Worker } from 'node:worker_threads'
import type { Mapping } from './mapping.ts'
import { type ReadTable, refused } from './table.ts'

export type ReadUpload =
  | {
      readonly outcome: 'read'
      readonly packed: Uint8Array
      readonly mapping: Mapping
      /** Rows that hold anything, below the head. */
      readonly rows: number
    }
  | Extract<ReadTable, { outcome: 'refused' }>

const longestMilliseconds = 60_000

/** Reads an uploaded file in a thread of its own: what goes wrong in there, or takes too long, ends there. */
export function readUpload(bytes: Buffer): Promise<ReadUpload> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./read-upload-worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    })
    const finish = (answer: ReadUpload) => {
      clearTimeout(tooLong)
      resolve(answer)
      void worker.terminate()
    }
    const tooLong = setTimeout(() => finish(refused('too-large')), longestMilliseconds)
    worker.once('message', finish)
    worker.once('error', (error: NodeJS.ErrnoException) =>
      finish(refused(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-large' : 'damaged')),
    )
  })
}
