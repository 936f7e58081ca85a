import type { Leaver } from '../../checks/invitations/queries.ts'
import { hashAddress, type LinkKeys } from '../../collection/link.ts'
import type { Person } from './queries.ts'

/** Somebody who is taken off the roster, as their invitations know them. */
export function leaverOf(keys: LinkKeys, { id, email }: Pick<Person, 'id' | 'email'>): Leaver {
  return { personId: id, addressHash: email === null ? null : hashAddress(keys, email) }
}
