import type { FastifyInstance } from 'fastify'
import { toString as drawQrCode } from 'qrcode'
import { audit } from '../../access/require-account.ts'
import { inTransaction } from '../../database/scope.ts'
import { openGroupOf } from '../../domain/anonymity-contract.ts'
import type { Message } from '../../domain/message.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { notFound } from '../../web/errors.ts'
import { formatDateTime } from '../../web/helpers.ts'
import { checkOf } from '../find-check.ts'
import type { CheckRecord } from '../queries.ts'
import { openLinkPage, posterPage } from './pages.ts'
import { endOpenLink } from './queries.ts'

const path = '/checks/:checkId/open-link'

/** The open link of a check: its address, its poster, and its end. It is no secret, so showing it is no act. */
export async function openLinkRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(path, async (request, reply) => {
    const check = await checkOf(request)
    const address = addressOf(deps, check)
    return reply.show(openLinkPage, {
      title: reply.say({ key: 'checks.open-link.title' }),
      isTrial: check.isTrial,
      links: [
        { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
        { href: `/app/checks/${check.id}`, label: check.name },
      ],
      checkId: check.id,
      address,
      kiosk: `${address}/kiosk`,
      smallestGroup: openGroupOf(check.contract.rule),
      isOpen: check.status === 'open' && !check.openLinkEnded,
      state: stateOf(check),
    })
  })

  app.get(`${path}/poster`, async (request, reply) => {
    const check = await checkOf(request)
    const address = addressOf(deps, check)
    if (check.status !== 'open') return reply.redirect(`/app/checks/${check.id}/open-link`, 303)
    const words = check.directoryWords?.replaceAll('-', ' ') ?? ''
    const target = words === '' ? address : `${address}#.${check.directoryWords}`
    return reply.show(posterPage, {
      title: reply.say({ key: 'checks.poster.sheet-title', values: { name: check.name } }),
      ...textsOf(deps, check),
      address: address.replace(/^https?:\/\//, ''),
      qrCode: await drawQrCode(target, { type: 'svg', margin: 0 }),
      words,
    })
  })

  app.post(`${path}/end`, async (request, reply) => {
    const check = await checkOf(request)
    addressOf(deps, check)
    const hasEnded = await inTransaction(request.scope, async (scope) => {
      if (!(await endOpenLink(scope, check.id))) return false
      await audit(deps, scope, { act: 'open-link-ended', subjectId: check.id })
      return true
    })
    if (hasEnded) reply.flash({ key: 'checks.open-link.end-done' })
    return reply.redirect(`/app/checks/${check.id}/open-link`, 303)
  })
}

function addressOf({ config }: Pick<Dependencies, 'config'>, { openLink }: CheckRecord): string {
  if (openLink === null) throw notFound()
  return `${config.publicUrl}/o/${openLink}`
}

function stateOf({ status, openLinkEnded }: CheckRecord): Message | null {
  if (status === 'draft') return { key: 'checks.open-link.not-opened' }
  if (status !== 'open') return { key: 'checks.open-link.over' }
  return openLinkEnded ? { key: 'checks.open-link.ended' } : null
}

/** A poster hangs where respondents read it, so it speaks their language. */
function textsOf({ translate }: Dependencies, check: CheckRecord) {
  const [language = 'en'] = check.languages
  const say = (name: string, values: Message['values'] = {}) =>
    translate.say(language, { key: `checks.poster.${name}`, values })
  const open = openGroupOf(check.contract.rule)
  return {
    heading: say('title', { organisation: check.organisationName }),
    lead: say('lead', { deadline: formatDateTime(language, check.closesAt, check.timeZone) }),
    scan: say('scan'),
    type: say('type'),
    picture: say('picture'),
    wordsTitle: say('words'),
    promiseTitle: say('promise-title'),
    promises: [
      say(check.isTrial ? 'promise-trial' : 'promise-sealed'),
      say('promise-group', { open }),
      say('promise-final'),
      say('promise-network'),
    ],
    who: say('who', { runBy: check.runBy, resultsTo: check.resultsTo }),
    personal: say('personal'),
  }
}
