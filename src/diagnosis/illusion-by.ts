import type { Evidence } from '../domain/evidence.ts'
import { whatStaffHear } from './redirect.ts'

/**
 * The illusion is told by its most telling evidence: what leaders expect of staff, what staff can name, what they hear of
 * leaders who agree, or what one group says of itself, are four different sentences. `ids` has the most telling first.
 */
export function illusionBy(ids: readonly string[], evidence: readonly Evidence[]) {
  const strongest = evidence.find(({ id }) => id === ids[0])
  if (strongest === undefined) return 'illusion'
  if (strongest.signal === 'recall-all') return 'illusion-recall'
  if (strongest.signal === whatStaffHear) return 'illusion-unheard'
  return strongest.local === null ? 'illusion' : 'illusion-local'
}
