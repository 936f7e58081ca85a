import type { Evidence } from '../domain/evidence.ts'

export const whatStaffHear = 'S4-S5-O5'
const coherent = 2

/**
 * Spec 08: when the priorities test shows that the executives agree, what staff hear from leaders no longer speaks for
 * leadership misalignment but for the illusion: leaders agree and staff never hear it.
 */
export function redirectToIllusion(evidence: readonly Evidence[]): readonly Evidence[] {
  if (!evidence.some(showsCoherence)) return evidence
  return evidence.map((each) => (each.signal === whatStaffHear ? { ...each, speaksFor: 'illusion' } : each))
}

function showsCoherence(evidence: Evidence): boolean {
  return (
    evidence.instrument === 'priorities-test' &&
    evidence.signal === 'coherence' &&
    evidence.direction === 'contradicts' &&
    evidence.strength >= coherent
  )
}
