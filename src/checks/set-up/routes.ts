import type { FastifyInstance, FastifyRequest } from 'fastify'
import { audit } from '../../access/require-account.ts'
import type { Scope } from '../../database/scope.ts'
import { findLatestAgreed } from '../../instruments/priorities-test/queries.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { notFound } from '../../web/errors.ts'
import { parseForm, typedText } from '../../web/form.ts'
import { checkOf, idIn } from '../find-check.ts'
import { drawPublicId } from '../public-id.ts'
import { findOrganisation } from '../queries.ts'
import { setUpForm } from './forms.ts'
import { findKnownNames } from './known-names.ts'
import { addCheck, changeDraft, deleteDraft, findLatestOwnItems } from './queries.ts'
import { bankCodes, coreCodes, readSetUp, type SetUpResult } from './read-set-up.ts'
import { showSetUp } from './show-set-up.ts'
import { suggestSetUp } from './suggest-set-up.ts'
import { typedSetUp } from './typed-set-up.ts'

/** Making, changing and deleting a draft. */
export async function setUpRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const { locales } = deps.translate

  app.get('/organisations/:organisationId/checks/new', async (request, reply) => {
    const organisation = await organisationOf(request.scope, idIn(request, 'organisationId'))
    const suggested = suggestSetUp({
      now: deps.now(),
      timeZone: organisation.timeZone,
      runBy: organisation.workspaceName,
      locales,
      nameQuarter: (quarter) => reply.say({ key: 'checks.set-up.quarter', values: quarter }),
      agreed: await findLatestAgreed(request.scope, organisation.id),
      ownItems: await findLatestOwnItems(request.scope, organisation.id),
    })
    const typed = typedSetUp(suggested, organisation.timeZone)
    return showSetUp(reply, { organisation, checkId: null, typed, errors: {}, locales })
  })

  app.post('/organisations/:organisationId/checks/new', async (request, reply) => {
    const organisation = await organisationOf(request.scope, idIn(request, 'organisationId'))
    const read = await readForm(deps, request, organisation)
    if (read.outcome === 'refused') {
      const typed = typedText(request.body)
      const { errors } = read
      return showSetUp(reply.code(422), { organisation, checkId: null, typed, errors, locales })
    }
    const id = deps.random.uuid()
    const publicId = drawPublicId(deps.random)
    await addCheck(request.scope, {
      ...{ id, publicId, openId: drawPublicId(deps.random) },
      ...{ organisationId: organisation.id, at: deps.now() },
      setUp: read.setUp,
    })
    await audit(deps, request.scope, { act: 'check-created', subjectId: id })
    return reply.redirect(`/app/checks/${id}/sign-off`, 303)
  })

  app.get('/checks/:checkId/edit', async (request, reply) => {
    const check = await checkOf(request)
    if (check.status !== 'draft') return reply.redirect(`/app/checks/${check.id}`, 303)
    const organisation = await organisationOf(request.scope, check.organisationId)
    const setUp = { ...check, resultsOn: check.resultsOn ?? '', hasOpenLink: check.openLink !== null }
    const typed = typedSetUp(setUp, check.timeZone)
    return showSetUp(reply, { organisation, checkId: check.id, typed, errors: {}, locales })
  })

  app.post('/checks/:checkId/edit', async (request, reply) => {
    const check = await checkOf(request)
    const organisation = await organisationOf(request.scope, check.organisationId)
    const read = await readForm(deps, request, organisation)
    if (read.outcome === 'refused') {
      const typed = typedText(request.body)
      const { errors } = read
      return showSetUp(reply.code(422), { organisation, checkId: check.id, typed, errors, locales })
    }
    const change = { setUp: read.setUp, openId: drawPublicId(deps.random) }
    if (!(await changeDraft(request.scope, check.id, change))) {
      reply.flash({ key: 'checks.set-up.frozen' })
      return reply.redirect(`/app/checks/${check.id}`, 303)
    }
    await audit(deps, request.scope, { act: 'check-changed', subjectId: check.id })
    return reply.redirect(`/app/checks/${check.id}/sign-off`, 303)
  })

  app.post('/checks/:checkId/delete', async (request, reply) => {
    const check = await checkOf(request)
    if (!(await deleteDraft(request.scope, check.id))) {
      reply.flash({ key: 'checks.set-up.frozen' })
      return reply.redirect(`/app/checks/${check.id}`, 303)
    }
    // An opening that did not come to its end may have left some.
    await deps.keys.checks.destroy(check.id)
    await audit(deps, request.scope, { act: 'check-deleted', subjectId: check.id })
    reply.flash({ key: 'checks.set-up.deleted', values: { name: check.name } })
    return reply.redirect(`/app/organisations/${check.organisationId}`, 303)
  })
}

type Organisation = NonNullable<Awaited<ReturnType<typeof findOrganisation>>>

async function organisationOf(scope: Scope, id: string): Promise<Organisation> {
  const organisation = await findOrganisation(scope, id)
  if (organisation === undefined) throw notFound()
  return organisation
}

async function readForm(
  deps: Dependencies,
  { scope, body }: FastifyRequest,
  organisation: Organisation,
): Promise<SetUpResult> {
  const form = parseForm(setUpForm, body)
  if (!form.ok) return { outcome: 'refused', errors: form.errors }
  return readSetUp(form.value, {
    timeZone: organisation.timeZone,
    now: deps.now(),
    typed: typedText(body),
    locales: deps.translate.locales,
    surroundings: {
      known: await findKnownNames(scope, organisation),
      statementsIn: (language) => statementsIn(deps, language),
    },
  })
}

function statementsIn({ translate }: Dependencies, language: string): readonly string[] {
  return [...coreCodes, ...bankCodes].map((code) =>
    translate.say(language, { key: `clarity-survey.item.${code}` }),
  )
}
