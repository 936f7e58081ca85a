import type { FastifyInstance } from 'fastify'
import { toString as drawQrCode } from 'qrcode'
import { audit } from '../../access/require-account.ts'
import { typedCode } from '../../collection/link.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { formatDateTime } from '../../web/helpers.ts'
import { checkOf } from '../find-check.ts'
import { countExports, listCards } from './card-queries.ts'
import { cardAddress, entranceOf } from './invitation-mail.ts'
import { cardSheetPage, cardsPage } from './pages.ts'

/** Printed codes for people without an address. Showing them is an act that is logged and counted. */
export async function cardRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get('/checks/:checkId/cards', async (request, reply) => {
    const check = await checkOf(request)
    return reply.show(cardsPage, {
      title: reply.say({ key: 'checks.cards.title' }),
      isTrial: check.isTrial,
      links: [
        { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
        { href: `/app/checks/${check.id}`, label: check.name },
      ],
      checkId: check.id,
      isOpen: check.status === 'open',
      cards: (await listCards(request.scope, check.id)).map(({ generation: _, ...card }) => card),
      exported: await countExports(request.scope, check.id),
    })
  })

  app.post('/checks/:checkId/cards', async (request, reply) => {
    const check = await checkOf(request)
    if (check.status !== 'open') return reply.redirect(`/app/checks/${check.id}/cards`, 303)
    const cards = await listCards(request.scope, check.id)
    const details = { cards: cards.length }
    await audit(deps, request.scope, { act: 'cards-exported', subjectId: check.id, details })
    const address = entranceOf(deps, check)
    const [locale = 'en'] = check.languages
    return reply.show(cardSheetPage, {
      title: reply.say({ key: 'checks.cards.sheet-title', values: { name: check.name } }),
      organisation: check.organisationName,
      deadline: formatDateTime(locale, check.closesAt, check.timeZone),
      address,
      qrCode: await drawQrCode(cardAddress(deps, check), { type: 'svg', margin: 0 }),
      isTrial: check.isTrial,
      words: check.directoryWords?.replaceAll('-', ' ') ?? null,
      cards: cards.map(({ personName, teamName, invitationId, generation }) => ({
        ...{ personName, teamName },
        code: typedCode(deps.keys, { id: invitationId, generation }),
      })),
    })
  })
}
