import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Place } from './place.ts'

export type Program = {
  readonly port: number
  /** From the start of the process to its first answer from the database. */
  readonly startMs: number
  /** Resident memory now, in bytes. */
  memory(): Promise<number>
  stop(): Promise<void>
}

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
// As a stranger starts it.
const { scripts } = JSON.parse(readFileSync(fileOf('../../package.json'), 'utf8')) as {
  readonly scripts: { readonly start: string }
}
export const startFlags = scripts.start.split(' ').filter((word) => word.startsWith('--'))

const files = { ours: fileOf('../../src/server.ts'), minimal: fileOf('minimal-page.ts') }

/** Starts a server as a process of its own and waits until it answers; output is shown only when it fails. */
export async function startProgram(
  name: keyof typeof files,
  place: Place,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const port = await freePort()
  const began = performance.now()
  const child = fork(files[name], {
    execArgv: [...startFlags, '--import', new URL('tell-memory.ts', import.meta.url).href],
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      ...place.env,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await untilReady(port, child)
  return {
    port,
    startMs: performance.now() - began,
    memory: async () => {
      child.send('memory')
      const [bytes] = await once(child, 'message')
      return Number(bytes)
    },
    stop: () => end(child),
  }
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(10)) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error('A measured server ended at its start.')
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null)
    if (answer?.ok === true) return
  }
  child.kill('SIGKILL')
  throw new Error('A measured server did not answer within thirty seconds.')
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(late)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
