import type { FastifyInstance, FastifyReply } from 'fastify'
import { audit } from '../../access/require-account.ts'
import { profiles } from '../../domain/disclosure/released-table.ts'
import { disclosureRules, smallestOpenGroup } from '../../domain/disclosure/rules.ts'
import { findLatestAgreed } from '../../instruments/priorities-test/queries.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { notFound } from '../../web/errors.ts'
import { type Errors, parseForm, typedText } from '../../web/form.ts'
import { checkOf, idIn } from '../find-check.ts'
import { drawPublicId } from '../public-id.ts'
import { findOrganisation } from '../queries.ts'
import { priorityFields, setUpForm } from './forms.ts'
import { setUpPage } from './pages.ts'
import { addCheck, changeDraft, deleteDraft } from './queries.ts'
import { readSetUp, type SetUpResult } from './read-set-up.ts'
import { suggestSetUp } from './suggest-set-up.ts'
import { boxesOf, tickedIn, typedSetUp } from './typed-set-up.ts'

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
    })
    const typed = typedSetUp(suggested, organisation.timeZone)
    return showSetUp(reply, { organisation, checkId: null, typed, errors: {}, locales })
  })

  app.post('/organisations/:organisationId/checks/new', async (request, reply) => {
    const organisation = await organisationOf(request.scope, idIn(request, 'organisationId'))
    const { timeZone } = organisation
    const read = readForm(request.body, { timeZone, now: deps.now(), locales })
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
    const { timeZone } = check
    const read = readForm(request.body, { timeZone, now: deps.now(), locales })
    if (read.outcome === 'refused') {
      const organisation = await organisationOf(request.scope, check.organisationId)
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

async function organisationOf(scope: Parameters<typeof findOrganisation>[0], id: string) {
  const organisation = await findOrganisation(scope, id)
  if (organisation === undefined) throw notFound()
  return organisation
}

function readForm(
  body: unknown,
  given: { readonly timeZone: string; readonly now: Date; readonly locales: readonly string[] },
): SetUpResult {
  const form = parseForm(setUpForm, body)
  if (!form.ok) return { outcome: 'refused', errors: form.errors }
  return readSetUp(form.value, { ...given, ticked: tickedIn(typedText(body)) })
}

type SetUpView = {
  readonly organisation: { readonly id: string; readonly name: string; readonly timeZone: string }
  readonly checkId: string | null
  readonly typed: Readonly<Record<string, string>>
  readonly errors: Errors
  readonly locales: readonly string[]
}

function showSetUp(reply: FastifyReply, { organisation, checkId, typed, errors, locales }: SetUpView) {
  const say = (key: string, values = {}) => reply.say({ key, values })
  const boxes = boxesOf(typed, locales)
  const nameOf = new Intl.DisplayNames(reply.request.locale, { type: 'language' })
  const languages = boxes.languages.map((each) => ({ ...each, label: nameOf.of(each.code) ?? each.code }))
  const item = (each: (typeof boxes.items)[number]) => ({
    ...each,
    label: say(`clarity-survey.item.${each.code}`),
  })
  const text = (field: string) => typed[field] ?? ''
  return reply.show(setUpPage, {
    title: say(checkId === null ? 'checks.set-up.title-new' : 'checks.set-up.title'),
    lead: say('checks.set-up.lead'),
    errors,
    links: [{ href: `/app/organisations/${organisation.id}`, label: organisation.name }],
    checkId,
    timeZone: organisation.timeZone,
    name: text('name'),
    opensOn: text('opensOn'),
    closesOn: text('closesOn'),
    resultsOn: text('resultsOn'),
    resultsTo: text('resultsTo'),
    runBy: text('runBy'),
    profile: text('profile'),
    profiles: profiles.map((value) => ({
      value,
      label: say(`checks.profile.${value}`),
      hint: say('checks.profile.hint', {
        k: disclosureRules[value].k,
        detail: disclosureRules[value].detail,
      }),
    })),
    openLink: text('openLink') === 'yes',
    openLinkHint: say('checks.set-up.open-link-hint', { open: smallestOpenGroup }),
    priorities: priorityFields.map((name, at) => ({
      name,
      label: say('checks.set-up.priority', { n: at + 1 }),
      value: text(name),
    })),
    languages: languages.length > 1 ? languages : [],
    onlyLanguage: languages.length === 1 ? (languages[0] ?? null) : null,
    items: boxes.items.map(item),
    bank: boxes.bank.map(item),
  })
}
