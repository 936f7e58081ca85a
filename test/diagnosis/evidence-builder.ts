import type { Contribution, Evidence } from '../../src/domain/evidence.ts'

let made = 0

export function someEvidence(given: Partial<Evidence> = {}): Evidence {
  made += 1
  return {
    id: `evidence-${made}`,
    instrument: 'clarity-survey',
    source: 'survey',
    signal: 'S6-O1',
    about: { kind: 'item', id: 'S6', name: null },
    says: { key: 'clarity-survey.says.S6-O1', values: { share: 30, low: 25, high: 36 } },
    speaksFor: 'set-and-forget',
    direction: 'supports',
    strength: 2,
    figure: 30,
    uncertainty: { low: 25, high: 36, word: 'good-guide' },
    basis: { n: 120, of: 150 },
    because: { key: 'clarity-survey.because.S6-O1.S6' },
    link: 'items',
    caveats: [],
    local: null,
    ...given,
  }
}

export function aContribution(given: Partial<Contribution> = {}): Contribution {
  const evidence = given.evidence ?? []
  return {
    instrument: 'clarity-survey',
    examined: evidence.map((each) => each.speaksFor),
    participation: 0.8,
    evidence,
    strongPoints: [],
    signs: [],
    expectations: [],
    pilotCandidates: [],
    components: [],
    unknowns: [],
    ...given,
  }
}
