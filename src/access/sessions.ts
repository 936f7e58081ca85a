import { createHash } from 'node:crypto'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import session, { type SessionStore } from '@fastify/session'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Dependencies } from '../web/dependencies.ts'
import { deleteSession, findMembership, findSession, saveSession } from './queries.ts'

const lifetimeMilliseconds = 12 * 3_600_000
// However busy it is: a stolen cookie does not work for ever (ASVS 5.0, 7.3.2).
const longestMilliseconds = 7 * 24 * 3_600_000
// Whoever only looks at the sign-in page leaves a row, too: for as long as a form may be left open.
const strangersMilliseconds = 3_600_000

/** Sessions in the database, their ids only as hashes; the cookie is never sent to respondent pages. */
export async function addSessions(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const isSecure = deps.config.publicUrl.startsWith('https:')
  await app.register(cookie)
  await app.register(session, {
    secret: deps.keys.secret('session').toString('base64'),
    cookieName: isSecure ? '__Secure-workspace' : 'workspace',
    saveUninitialized: false,
    rolling: true,
    cookie: {
      path: '/app',
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure,
      maxAge: lifetimeMilliseconds,
    },
    store: databaseStore(deps),
  })
  await app.register(csrf, { sessionPlugin: '@fastify/session', getToken: postedToken })
  app.addHook('preHandler', async (request, reply) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) await checkToken(app, request, reply)
  })
  app.addHook('onRequest', async (request) => {
    const { accountId, signedInAt = 0 } = request.session
    if (accountId === undefined || deps.now().getTime() - signedInAt > longestMilliseconds) return
    const membership = await findMembership(deps.db, accountId)
    if (membership === undefined) return
    const { passwordSince, ...account } = membership
    // Compared for being the same, not for coming later: a clock that was put right would lock people out.
    if (instantOf(passwordSince) === request.session.passwordSince)
      request.account = { accountId, ...account }
  })
}

/** A session of its own for who has just proved who they are: one that was there before is not taken over. */
export async function beginSession(
  request: FastifyRequest,
  proven: {
    readonly accountId: string
    readonly at: Date
    /** When the password they showed was set; null for the first. */
    readonly passwordSince: Date | null
  },
): Promise<void> {
  await request.session.regenerate()
  request.session.set('accountId', proven.accountId)
  request.session.set('signedInAt', proven.at.getTime())
  request.session.set('passwordSince', instantOf(proven.passwordSince))
}

const instantOf = (since: Date | null) => since?.getTime() ?? 0

function checkToken(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: Parameters<FastifyInstance['csrfProtection']>[1],
) {
  return new Promise<void>((resolve, reject) => {
    app.csrfProtection(request, reply, (error?: Error) => (error === undefined ? resolve() : reject(error)))
  })
}

function postedToken(request: FastifyRequest): string | undefined {
  const token = (request.body as { _csrf?: unknown } | null | undefined)?._csrf
  if (typeof token === 'string') return token
  const header = request.headers['x-csrf-token']
  return typeof header === 'string' ? header : undefined
}

function databaseStore({ db, now }: Dependencies): SessionStore {
  const hashOf = (id: string) => createHash('sha256').update(id).digest('base64')
  const settle = (work: Promise<unknown>, done: (error?: unknown, result?: never) => void) =>
    void work.then(
      (result) => done(null, result as never),
      (error) => done(error),
    )
  return {
    get: (id, done) => settle(findSession(db, hashOf(id), now()), done),
    set: (id, content, done) => {
      const lifetime = content.accountId === undefined ? strangersMilliseconds : lifetimeMilliseconds
      settle(saveSession(db, hashOf(id), content, new Date(now().getTime() + lifetime)), done)
    },
    destroy: (id, done) => settle(deleteSession(db, hashOf(id)), done),
  }
}
