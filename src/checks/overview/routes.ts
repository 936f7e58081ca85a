import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../../access/require-account.ts'
import { haveKeysGone } from '../../collection/discard.ts'
import type { Scope } from '../../database/scope.ts'
import { openGroupOf } from '../../domain/anonymity-contract.ts'
import { dayAt, endOfDay } from '../../domain/day.ts'
import { disclosureRules } from '../../domain/disclosure/rules.ts'
import type { Message } from '../../domain/message.ts'
import { type ListedInstrument, readInstruments } from '../../instruments/catalogue.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { type Errors, parseForm, typedText } from '../../web/form.ts'
import { groupNames } from '../../web/group-names.ts'
import { formatDateTime } from '../../web/helpers.ts'
import { checkOf } from '../find-check.ts'
import { countCards, countExports } from '../invitations/card-queries.ts'
import { listBatches } from '../invitations/message-queries.ts'
import { type CheckRecord, listUnits, readRoster } from '../queries.ts'
import { findOpening } from '../sign-off/opening-queries.ts'
import { closeForm, extendForm } from './forms.ts'
import { overviewView } from './overview-view.ts'
import { closePage, extendPage, groupsPage, overviewPage } from './pages.ts'
import { extendDeadline, findAnswered, hasTextsLeft, listBands } from './queries.ts'
import { defineParticipation } from './record-participation.ts'
import { visibleGroups } from './shown-groups.ts'

/** The overview of a check, what of it will be visible, its closing and a later deadline. */
export async function overviewRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  defineParticipation(deps)
  const instruments = await readInstruments()

  const visibleOf = async ({ scope }: FastifyRequest, check: CheckRecord) => {
    const units = await listUnits(scope, check.id)
    const roster = check.frozenTree === null ? await readRoster(scope, check.organisationId) : null
    const names = groupNames(deps.translate, check.languages[0] ?? 'en')
    return { units, visible: visibleGroups(check, { units, roster, names }) }
  }

  app.get('/checks/:checkId', async (request, reply) => {
    const check = await checkOf(request)
    const { scope, locale } = request
    const { units, visible } = await visibleOf(request, check)
    const bands = await listBands(scope, check.id)
    const view = overviewView(deps, {
      ...{ check, instruments, visible, locale },
      invited: units.reduce((sum, unit) => sum + unit.invited, 0),
      batches: await listBatches(scope, check.id),
      bands: bands.filter(({ unitId }) => unitId === null),
      answered: await findAnswered(scope, check.id),
      progress: await progressOf(scope, check.id, instruments),
      hasTextsLeft: await hasTextsLeft(scope, check.id),
      cards: await countCards(scope, check.id),
      exported: await countExports(scope, check.id),
      hasNoKeys: await haveKeysGone({ ...scope, keys: deps.keys }, check.id),
      opening: await findOpening(scope, check.id),
    })
    return reply.show(overviewPage, view)
  })

  app.get('/checks/:checkId/groups', async (request, reply) => {
    const check = await checkOf(request)
    const { units, visible } = await visibleOf(request, check)
    const bands = new Map((await listBands(request.scope, check.id)).map((row) => [row.unitId, row.from]))
    const { k, detail } = disclosureRules[check.profile]
    return reply.show(groupsPage, {
      title: reply.say({ key: 'checks.groups.title' }),
      isTrial: check.isTrial,
      links: linksTo(check),
      checkId: check.id,
      ...{ k, detail },
      groups: visible.groups.map(({ joined, depth, ...group }) => ({
        ...group,
        depth: Math.min(depth, 4),
        joined: joined.length === 0 ? null : joined.join(' · '),
      })),
      unshown: [...visible.unshown],
      units: units
        .filter(({ side }) => side !== 'open')
        .map(({ id, name, invited }) => ({ name, invited, band: bandOf(reply, bands.get(id)) })),
      openFrom: check.openLink === null ? null : openGroupOf(check.contract.rule),
      isOpen: check.status === 'open',
      isOver: check.status === 'closed' || check.status === 'reported',
    })
  })

  app.get('/checks/:checkId/close', async (request, reply) => {
    const check = await checkOf(request)
    if (!(await canClose(deps, request.scope, check))) return reply.redirect(`/app/checks/${check.id}`, 303)
    return showClose(reply, { check, errors: {}, typed: '' })
  })

  app.post('/checks/:checkId/close', async (request, reply) => {
    const check = await checkOf(request)
    if (!(await canClose(deps, request.scope, check))) return reply.redirect(`/app/checks/${check.id}`, 303)
    const { name: typed } = closeForm.parse(request.body ?? {})
    if (typed !== check.name) {
      const errors = { name: { key: 'checks.close.wrong-name' } }
      return showClose(reply.code(422), { check, errors, typed })
    }
    await audit(deps, request.scope, { act: 'close-asked', subjectId: check.id })
    const { workspaceId } = request.scope
    await deps.jobs.send('close-check', { workspaceId, checkId: check.id }, { singletonKey: check.id })
    reply.flash({ key: 'checks.close.begun' })
    return reply.redirect(`/app/checks/${check.id}`, 303)
  })

  app.get('/checks/:checkId/extend', async (request, reply) => {
    const check = await checkOf(request)
    if (check.status !== 'open') return reply.redirect(`/app/checks/${check.id}`, 303)
    return showExtend(reply, { check, errors: {}, closesOn: dayAt(check.closesAt, check.timeZone) })
  })

  app.post('/checks/:checkId/extend', async (request, reply) => {
    const check = await checkOf(request)
    const form = parseForm(extendForm, request.body)
    const { closesOn = '' } = typedText(request.body)
    if (!form.ok) return showExtend(reply.code(422), { check, errors: form.errors, closesOn })
    const closesAt = endOfDay(form.value.closesOn, check.timeZone)
    const isAhead = closesAt > deps.now()
    if (!isAhead || !(await extendDeadline(request.scope, check.id, closesAt))) {
      if (check.status !== 'open') return reply.redirect(`/app/checks/${check.id}`, 303)
      const errors = { closesOn: { key: 'checks.extend.not-later' } }
      return showExtend(reply.code(422), { check, errors, closesOn })
    }
    await audit(deps, request.scope, { act: 'deadline-extended', subjectId: check.id })
    reply.flash({ key: 'checks.extend.done' })
    return reply.redirect(`/app/checks/${check.id}`, 303)
  })
}

async function canClose({ keys }: Dependencies, scope: Scope, { id, status }: CheckRecord): Promise<boolean> {
  return (status === 'open' || status === 'paused') && !(await haveKeysGone({ ...scope, keys }, id))
}

function linksTo(check: CheckRecord) {
  return [
    { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
    { href: `/app/checks/${check.id}`, label: check.name },
  ]
}

function bandOf(reply: FastifyReply, from: number | undefined) {
  if (from === undefined) return null
  const to = from + 10
  return { from, to, text: reply.say({ key: 'checks.band', values: { from, to } }) }
}

function showClose(
  reply: FastifyReply,
  given: { readonly check: CheckRecord; readonly errors: Errors; readonly typed: string },
) {
  const { check, errors, typed } = given
  return reply.show(closePage, {
    title: reply.say({ key: 'checks.close.title', values: { name: check.name } }),
    isTrial: check.isTrial,
    links: linksTo(check),
    checkId: check.id,
    checkName: check.name,
    errors,
    typed,
  })
}

function showExtend(
  reply: FastifyReply,
  given: { readonly check: CheckRecord; readonly errors: Errors; readonly closesOn: string },
) {
  const { check, errors, closesOn } = given
  return reply.show(extendPage, {
    title: reply.say({ key: 'checks.extend.title' }),
    isTrial: check.isTrial,
    links: linksTo(check),
    checkId: check.id,
    timeZone: check.timeZone,
    now: formatDateTime(reply.request.locale, check.closesAt, check.timeZone),
    errors,
    closesOn,
  })
}

async function progressOf(
  scope: Scope,
  checkId: string,
  instruments: readonly ListedInstrument[],
): Promise<ReadonlyMap<string, Message>> {
  const told = new Map<string, Message>()
  for (const { code, progress } of instruments) {
    const says = await progress(scope, checkId)
    if (says !== null) told.set(code, says)
  }
  return told
}
