import type { FastifyReply, FastifyRequest } from 'fastify'
import { countFailure, refuseAfterFailures } from '../../../access/rate-limit.ts'
import type { AskedCheck, KnownInvitation } from '../../../collection/check-queries.ts'
import type { Credential, Inbox, Refusal } from '../../../collection/inbox.ts'
import type { SealedInbox } from '../../../collection/sealed-inbox.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import type { surveyForm } from '../answers.ts'
import { languageFor } from './facts.ts'
import { credentialIn } from './forms.ts'
import type { showPages } from './show-pages.ts'

// One office shares an address, so wrong links are counted generously.
const mostFailures = 200

/** A typed code is not looked at after too many wrong ones; a link's secret is too long to be guessed. */
export async function refuseCodes(deps: Dependencies, { ip: address, body }: FastifyRequest): Promise<void> {
  if (credentialIn(body)?.by === 'code')
    await refuseAfterFailures(deps, { what: 'answer', address, most: mostFailures })
}

/** What every page of a respondent needs. */
export type Desk = {
  readonly deps: Dependencies
  readonly inbox: Inbox
  readonly sealed: SealedInbox
  readonly pages: ReturnType<typeof showPages>
  readonly formFor: (check: AskedCheck, isLeader: boolean) => ReturnType<typeof surveyForm>
}
export type Ask = FastifyRequest<{ Params: { publicId: string } }>

/** The check asked for, and from here on its language; null for an address that leads nowhere. */
export async function findCheck(find: Inbox['find'], request: Ask): Promise<AskedCheck | null> {
  const { publicId } = request.params
  if (!/^[\w-]{1,64}$/.test(publicId)) return null
  const check = await find(publicId)
  if (check !== null) request.locale = languageFor(check, request.locale)
  return check
}

export type Refused = {
  readonly check: AskedCheck
  readonly reason: Refusal
  readonly credential?: Credential
  readonly invitation?: KnownInvitation | null
}

export async function refuse({ deps, pages }: Desk, reply: FastifyReply, refused: Refused) {
  const { check, reason, credential, invitation = null } = refused
  const { ip: address } = reply.request
  if (reason === 'unknown') await countFailure(deps, { what: 'answer', address, most: mostFailures })
  const code = credential?.by === 'code' ? credential.secret : ''
  return pages.refused(reply, check, { reason, code, invitation })
}
