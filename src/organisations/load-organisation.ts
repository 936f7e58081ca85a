import type { FastifyRequest } from 'fastify'
import { notFound } from '../web/errors.ts'
import { organisationAddress } from './forms.ts'
import { findOrganisation, type Organisation } from './queries.ts'

/** The organisation that the address names, if it is one of the visitor's workspace; else 404. */
export async function loadOrganisation(request: FastifyRequest): Promise<Organisation> {
  const address = organisationAddress.safeParse(request.params)
  if (!address.success) throw notFound()
  const organisation = await findOrganisation(request.scope, address.data.organisationId)
  if (organisation === null) throw notFound()
  return organisation
}
