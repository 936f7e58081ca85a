import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Dependencies } from '../web/dependencies.ts'
import { type Errors, parseForm } from '../web/form.ts'
import { setupForm, signInForm } from './forms.ts'
import { setupPage, signInPage } from './pages.ts'
import { hashPassword, isEasilyGuessed, isPassword } from './passwords.ts'
import {
  createOwner,
  deleteExpiredSessions,
  findMembership,
  findPasswordHash,
  forgetOldAttempts,
  hasOwner,
  recordAct,
} from './queries.ts'
import { countFailure, mostFailures, refuseAfterFailures } from './rate-limit.ts'
import { beginSession } from './sessions.ts'
import { hashSetupCode } from './setup-code.ts'

export async function accessRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  deps.jobs.repeat('forget-visits', '27 * * * *', async () => {
    await deleteExpiredSessions(deps.db, deps.now())
    await forgetOldAttempts(deps.db, new Date(deps.now().getTime() - 2 * 3_600_000))
  })

  app.get('/setup', async (_request, reply) => {
    if (await hasOwner(deps.db)) return reply.redirect('/app/sign-in', 303)
    return showSetup(reply, {}, {})
  })

  app.post('/setup', async (request, reply) => {
    const form = parseForm(setupForm, request.body)
    if (!form.ok) return showSetup(reply.code(422), form.typed, form.errors)
    const { value } = form
    const attempt = { what: 'setup', address: request.ip, most: mostFailures }
    await refuseAfterFailures(deps, attempt)
    if (await isEasilyGuessed(value.password, [value.email, value.name, value.workspace]))
      return showSetup(reply.code(422), value, { password: { key: 'access.error.password-guessed' } })
    const accountId = deps.random.uuid()
    const outcome = await createOwner(deps.db, {
      accountId,
      workspaceId: deps.random.uuid(),
      email: value.email,
      name: value.name,
      workspaceName: value.workspace,
      passwordHash: await hashPassword(value.password),
      codeHash: hashSetupCode(value.code),
      at: deps.now(),
    })
    if (outcome === 'wrong-code') {
      await countFailure(deps, attempt)
      return showSetup(reply.code(422), value, { code: { key: 'access.error.code-wrong' } })
    }
    await beginSession(request, { accountId, at: deps.now(), passwordSince: null })
    return reply.redirect('/app', 303)
  })

  app.get('/sign-in', async (_request, reply) => {
    if (!(await hasOwner(deps.db))) return reply.redirect('/app/setup', 303)
    return showSignIn(reply, '', {})
  })

  app.post('/sign-in', async (request, reply) => {
    const form = parseForm(signInForm, request.body)
    if (!form.ok) return showSignIn(reply.code(422), form.typed.email ?? '', form.errors)
    const attempt = { what: 'sign-in', address: request.ip, most: mostFailures }
    await refuseAfterFailures(deps, attempt)
    const account = await findPasswordHash(deps.db, form.value.email)
    if (!(await isPassword(form.value.password, account?.password_hash ?? null)) || account === undefined) {
      await countFailure(deps, attempt)
      return showSignIn(reply.code(422), form.value.email, { password: { key: 'access.error.no-match' } })
    }
    // Of the password that was looked at: one that is changed meanwhile lets nobody in.
    const { id: accountId, passwordSince } = account
    await beginSession(request, { accountId, at: deps.now(), passwordSince })
    await recordSignIn(deps, account.id)
    return reply.redirect('/app', 303)
  })

  app.post('/sign-out', async (request, reply) => {
    await request.session.destroy()
    return reply.redirect('/app/sign-in', 303)
  })
}

async function recordSignIn(deps: Dependencies, accountId: string): Promise<void> {
  const membership = await findMembership(deps.db, accountId)
  if (membership === undefined) return
  await recordAct(deps.db, {
    id: deps.random.uuid(),
    workspaceId: membership.workspaceId,
    accountId,
    act: 'signed-in',
    subjectId: null,
    at: deps.now(),
  })
}

function showSetup(reply: FastifyReply, typed: Readonly<Record<string, string>>, errors: Errors) {
  return reply.show(setupPage, {
    title: reply.say({ key: 'access.setup.title' }),
    errors,
    code: typed.code ?? '',
    name: typed.name ?? '',
    workspace: typed.workspace ?? '',
    email: typed.email ?? '',
  })
}

function showSignIn(reply: FastifyReply, email: string, errors: Errors) {
  return reply.show(signInPage, { title: reply.say({ key: 'access.sign-in.title' }), errors, email })
}
