import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Dependencies } from '../web/dependencies.ts'
import { type Errors, parseForm } from '../web/form.ts'
import type { SignedIn } from '../web/show.ts'
import { passwordForm } from './forms.ts'
import { passwordPage } from './pages.ts'
import { hashPassword, isEasilyGuessed, isPassword } from './passwords.ts'
import { changePassword, findAccount } from './queries.ts'
import { countFailure, mostFailures, refuseAfterFailures } from './rate-limit.ts'
import { audit } from './require-account.ts'
import { beginSession } from './sessions.ts'

/** Another password for whoever knows the old one; every other session ends with it. */
export async function passwordRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get('/password', (_request, reply) => show(reply, {}))
  app.post('/password', async (request, reply) => {
    const form = parseForm(passwordForm, request.body)
    if (!form.ok) return show(reply.code(422), form.errors)
    const { account } = request
    if (account === null) throw new Error('Nobody is signed in.')
    const errors = await change(deps, request, { account, ...form.value })
    if (errors !== null) return show(reply.code(422), errors)
    await audit(deps, request.scope, { act: 'password-changed', subjectId: account.accountId })
    reply.flash({ key: 'access.password.done' })
    return reply.redirect('/app/organisations', 303)
  })
}

type Change = { readonly account: SignedIn; readonly old: string; readonly password: string }

async function change(
  deps: Dependencies,
  request: FastifyRequest,
  { account, old, password }: Change,
): Promise<Errors | null> {
  // One counter with signing in: whoever has found an open screen may not guess on here.
  const attempt = { what: 'sign-in', address: request.ip, most: mostFailures }
  await refuseAfterFailures(deps, attempt)
  const { accountId, workspaceName } = account
  const known = await findAccount(deps.db, accountId)
  if (!(await isPassword(old, known?.passwordHash ?? null)) || known === undefined) {
    await countFailure(deps, attempt)
    return { old: { key: 'access.error.old-wrong' } }
  }
  if (password === old) return { password: { key: 'access.error.password-same' } }
  if (await isEasilyGuessed(password, [known.email, known.name, workspaceName]))
    return { password: { key: 'access.error.password-guessed' } }
  const at = deps.now()
  const hashes = { from: known.passwordHash, to: await hashPassword(password) }
  // Somebody else was quicker: then it is no longer the old one.
  if (!(await changePassword(deps.db, accountId, { ...hashes, at })))
    return { old: { key: 'access.error.old-wrong' } }
  await beginSession(request, { accountId, at, passwordSince: at })
  return null
}

function show(reply: FastifyReply, errors: Errors) {
  return reply.show(passwordPage, { title: reply.say({ key: 'access.password.title' }), errors })
}
