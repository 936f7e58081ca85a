import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { hashPassword } from '../../src/access/passwords.ts'
import { addSetupCode, createOwner } from '../../src/access/queries.ts'
import type { AccountScope } from '../../src/access/require-account.ts'
import { buildApp } from '../../src/app.ts'
import { openKeyFolder } from '../../src/collection/key-folder.ts'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/database/open.ts'
import { openJobs } from '../../src/jobs/queue.ts'
import type { Mailer } from '../../src/mail/transport.ts'
import type { Dependencies } from '../../src/web/dependencies.ts'
import { readCatalogue } from '../../src/web/i18n.ts'

export type TestApp = {
  readonly app: FastifyInstance
  readonly deps: Dependencies
  /** Moves the clock that the application sees. */
  setNow(at: string): void
}

const translate = readCatalogue()

/** The real application on a real database; the clock stands at noon on 20 November 2026 until it is moved. */
export async function startApp(
  t: Test,
  database: Database,
  options: { readonly env?: Record<string, string>; readonly mailer?: Mailer } = {},
): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), 'alignment-app-'))
  let now = new Date('2026-11-20T12:00:00Z')
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'http://localhost',
    KEY_DIR: join(folder, 'keys'),
    ...options.env,
  })
  const deps: Dependencies = {
    config,
    database,
    db: database.db,
    jobs: openJobs(database, () => {}),
    keys: openKeyFolder(config.keyDir),
    mailer: options.mailer ?? null,
    now: () => now,
    random: { uuid: randomUUID, bytes: randomBytes },
    translate,
  }
  const app = await buildApp(deps)
  await deps.jobs.start()
  t.teardown(async () => {
    await app.close()
    await deps.jobs.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    app,
    deps,
    setNow: (at) => {
      now = new Date(at)
    },
  }
}

export const ownerEmail = 'owner@consultancy.example'
export const ownerPassword = 'a sentence to sign in with'

/** An owner with a workspace, as the first visit makes them. */
export async function anOwner(
  { deps }: TestApp,
  workspaceName = 'Northgate Advisory',
): Promise<AccountScope> {
  const { db } = deps
  const scope = { db, workspaceId: randomUUID(), accountId: randomUUID() }
  await addSetupCode(db, scope.accountId, deps.now())
  await createOwner(db, {
    accountId: scope.accountId,
    workspaceId: scope.workspaceId,
    email: workspaceName === 'Northgate Advisory' ? ownerEmail : `${scope.accountId}@consultancy.example`,
    name: 'Robin Example',
    workspaceName,
    passwordHash: await hashPassword(ownerPassword),
    codeHash: scope.accountId,
    at: deps.now(),
  })
  return scope
}

/** A browser without a screen: keeps the cookie and sends the form's token, as a person's would. */
export type Visitor = {
  get(url: string, headers?: Record<string, string>): Promise<Answer>
  post(
    url: string,
    form: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<Answer>
  upload(url: string, file: { name: string; content: Buffer }, form?: Record<string, string>): Promise<Answer>
}
export type Answer = {
  readonly status: number
  readonly body: string
  readonly location: string | null
  readonly raw: Buffer
  readonly headers: Record<string, unknown>
}

export function aVisitor({ app }: TestApp): Visitor {
  const cookies = new Map<string, string>()
  let token = ''
  const send = async (request: {
    method: 'GET' | 'POST'
    url: string
    headers?: Record<string, string>
    payload?: string | Buffer
  }): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const isRoom = request.url.startsWith('/app')
    const answer = await app.inject({
      ...request,
      headers: { ...request.headers, ...(isRoom && cookie !== '' ? { cookie } : {}) },
    })
    for (const { name, value } of answer.cookies) cookies.set(name, value)
    token = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? token
    return {
      status: answer.statusCode,
      body: answer.body,
      raw: answer.rawPayload,
      location: (answer.headers.location as string | undefined) ?? null,
      headers: answer.headers,
    }
  }
  return {
    get: (url, headers = {}) => send({ method: 'GET', url, headers }),
    post: (url, form, headers = {}) => {
      const fields = new URLSearchParams(url.startsWith('/app') ? { _csrf: token } : {})
      for (const [name, value] of Object.entries(form))
        for (const one of [value].flat()) fields.append(name, one)
      return send({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: fields.toString(),
      })
    },
    upload: (url, file, form = {}) => {
      const { payload, type } = multipartOf(file, { _csrf: token, ...form })
      return send({ method: 'POST', url, headers: { 'content-type': type }, payload })
    },
  }
}

function multipartOf(file: { name: string; content: Buffer }, fields: Record<string, string>) {
  const boundary = `----${randomUUID()}`
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `${parts.join('')}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { payload, type: `multipart/form-data; boundary=${boundary}` }
}

/** A visitor who has signed in as the owner of `anOwner`. */
export async function signedIn(app: TestApp): Promise<Visitor> {
  const visitor = aVisitor(app)
  await visitor.get('/app/sign-in')
  const answer = await visitor.post('/app/sign-in', { email: ownerEmail, password: ownerPassword })
  if (answer.status !== 303) throw new Error(`Signing in failed with ${answer.status}.`)
  return visitor
}

/** Waits until `isDone` holds, for work that the queue does; fails the test after thirty seconds. */
export async function eventually(isDone: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    if (await isDone()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('It did not happen within thirty seconds.')
}
