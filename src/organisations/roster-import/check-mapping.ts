import { type Message, message } from '../../domain/message.ts'
import { columnRoles, type Mapping } from './mapping.ts'

/** Why a table cannot be read this way; null: it can. */
export function mappingProblem({ roles }: Mapping): Message | null {
  const twice = columnRoles.find((role) => roles.indexOf(role) !== roles.lastIndexOf(role))
  if (twice !== undefined)
    return message('roster-import.error.role-twice', { role: message(`roster-import.role.${twice}`) })
  const hasName = ['name', 'firstName', 'lastName'].some((role) => roles.some((one) => one === role))
  return hasName ? null : message('roster-import.error.no-name')
}
