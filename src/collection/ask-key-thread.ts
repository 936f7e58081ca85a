import { Worker } from 'node:worker_threads'
import type { Order, Report } from './key-thread.ts'
import type { KeyWork } from './key-work.ts'

type Waiting = { readonly resolve: (told: never) => void; readonly reject: (error: unknown) => void }
type Thread = { readonly worker: Worker; readonly waiting: Map<number, Waiting> }

// What it is given is gone as soon as it has answered: room for more would only be held.
const resourceLimits = { maxYoungGenerationSizeMb: 12 }

let running: Thread | null = null
let asked = 0

/**
 * Has work with a key done beside the event loop: a signature takes 0.3 ms, and a burst of them, or a close, would hold
 * up every page. One thread a process, started when it is first needed and anew when it was lost. A key goes along with
 * each order and is kept by nobody there, so it is gone when its file is.
 */
export function askKeyThread<Kind extends keyof KeyWork>(
  kind: Kind,
  given: Parameters<KeyWork[Kind]>[0],
): Promise<ReturnType<KeyWork[Kind]>> {
  running ??= startThread()
  const { worker, waiting } = running
  const id = asked++
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    // Only while somebody waits does it keep the process alive.
    worker.ref()
    worker.postMessage({ id, kind, given: given as never } satisfies Order)
  })
}

function startThread(): Thread {
  const worker = new Worker(new URL('key-thread.ts', import.meta.url), { resourceLimits })
  const thread: Thread = { worker, waiting: new Map() }
  worker.on('message', (report: Report) => settle(thread, report))
  worker.on('error', (error) => lose(thread, error))
  worker.on('exit', () => lose(thread, new Error('The thread that works with keys has ended.')))
  return thread
}

function settle({ worker, waiting }: Thread, report: Report): void {
  const one = waiting.get(report.id)
  waiting.delete(report.id)
  if (waiting.size === 0) worker.unref()
  if ('failed' in report) one?.reject(report.failed)
  else one?.resolve(report.told as never)
}

function lose(thread: Thread, error: unknown): void {
  if (running === thread) running = null
  for (const { reject } of thread.waiting.values()) reject(error)
  thread.waiting.clear()
}
