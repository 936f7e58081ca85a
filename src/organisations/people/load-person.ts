import type { FastifyRequest } from 'fastify'
import { notFound } from '../../web/errors.ts'
import { loadOrganisation } from '../load-organisation.ts'
import { personAddress } from './forms.ts'
import { findPerson } from './queries.ts'

/** The person that an address names, with the organisation; no other workspace's, and no other organisation's. */
export async function loadPerson(request: FastifyRequest) {
  const organisation = await loadOrganisation(request)
  const address = personAddress.safeParse(request.params)
  if (!address.success) throw notFound()
  const person = await findPerson(request.scope, organisation.id, address.data.personId)
  if (person === null) throw notFound()
  return { organisation, person }
}
