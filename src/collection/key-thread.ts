// A thread of its own: started by ask-key-thread.ts, which it answers.
import { parentPort } from 'node:worker_threads'
import { type KeyWork, keyWork } from './key-work.ts'

export type Order = { readonly id: number; readonly kind: keyof KeyWork; readonly given: never }
export type Report =
  | { readonly id: number; readonly told: unknown }
  | { readonly id: number; readonly failed: unknown }

// Node asks whether it was given a key by an error that it catches; writing its stack took a third of all time here.
Error.stackTraceLimit = 0

parentPort?.on('message', ({ id, kind, given }: Order) => {
  try {
    parentPort?.postMessage({ id, told: keyWork[kind](given) } satisfies Report)
  } catch (failed) {
    parentPort?.postMessage({ id, failed } satisfies Report)
  }
})
