import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { freePort } from './free-port.ts'

const entry = fileURLToPath(new URL('../../src/server.ts', import.meta.url))
// It lives for seconds, too (.taprc).
const flags = process.execArgv.filter((flag) => flag === '--liftoff-only')

export type ServerProcess = {
  readonly url: string
  readonly process: ChildProcess
  /** All that the process has said so far, on both of its outputs. */
  said(): string
  /** Ends the process at once, as a power cut would. */
  killHard(): Promise<void>
  stop(): Promise<number | null>
}

/** A folder for data and keys that goes with the test. */
export function aFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'alignment-server-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the real server as a process of its own and waits until it answers, or has ended. */
export async function startServer(
  t: Test,
  given: { readonly folder: string; readonly env?: Record<string, string> },
): Promise<ServerProcess> {
  const port = await freePort()
  const child = spawn(process.execPath, [...flags, entry], {
    env: { ...serverSettings(given.folder), PORT: String(port), ...given.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const output of [child.stdout, child.stderr]) {
    output?.on('data', (chunk) => {
      said += chunk
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  t.teardown(() => end('SIGKILL'))
  const url = `http://127.0.0.1:${port}`
  await untilItAnswers(url, child)
  return {
    url,
    process: child,
    said: () => said,
    killHard: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}

/** The environment of a server that keeps everything in the folder. */
export function serverSettings(folder: string): Record<string, string> {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env
  return {
    PATH,
    // Else each start strips the types from six hundred files.
    NODE_COMPILE_CACHE,
    NODE_ENV: 'test',
    DATA_DIR: join(folder, 'data'),
    KEY_DIR: join(folder, 'keys'),
  }
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (let wait = 0; wait < 600 && child.exitCode === null && child.signalCode === null; wait++) {
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.ok === true) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  if (child.exitCode === null) throw new Error('The server did not answer within thirty seconds.')
}
