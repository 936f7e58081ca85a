import type { Evidence, Strength, Target } from '../../domain/evidence.ts'
import { firstHopRow, translationRow } from '../../domain/leadership-rules.ts'
import { type Message, message } from '../../domain/message.ts'
import { strengthAt } from '../../domain/strength-at.ts'
import { firstHopShare } from './fidelity.ts'
import { coreElements } from './reference.ts'
import type { ScoredGoal } from './scored-goals.ts'
import type { Interview } from './traced-goal.ts'

export const instrumentCode = 'goal-trace'
/** A trace among executives only is the same voice as the priorities test (spec 08). */
const executivesOnly = 'priorities-test'

/** First hops that keep half or less, and changed messages that led to other work. */
export function traceEvidence(scored: readonly ScoredGoal[]): readonly Evidence[] {
  return [...firstHops(scored), ...translations(scored)]
}

function firstHops(scored: readonly ScoredGoal[]): readonly Evidence[] {
  const known = scored.filter(({ fidelity }) => firstHopShare(fidelity.hops) !== null)
  const lost = known.filter(({ fidelity }) => (firstHopShare(fidelity.hops) ?? 1) <= firstHopRow.keepsAtMost)
  const strength = strengthAt(firstHopRow.supports, lost.length)
  if (strength === null) return []
  const values = { goals: lost.length, of: known.length }
  return [
    evidenceOf(lost, {
      signal: 'first-hop',
      target: firstHopRow.target,
      strength,
      says: message('goal-trace.says.first-hop', values),
      because: message('goal-trace.because-here.first-hop'),
      basis: basisOf(known),
    }),
  ]
}

function translations(scored: readonly ScoredGoal[]): readonly Evidence[] {
  const found = scored.flatMap((one) => one.goal.interviews.filter(isTranslated).map((who) => ({ one, who })))
  const teams = new Set(found.map(({ who }) => who.team))
  const strength = strengthAt(translationRow.supports, teams.size)
  if (strength === null) return []
  return [
    evidenceOf(
      found.map(({ one }) => one),
      {
        signal: 'translation',
        target: translationRow.target,
        strength,
        says: message('goal-trace.says.translation', { count: found.length, teams: teams.size }),
        because: message('goal-trace.because-here.translation'),
        basis: basisOf(scored),
      },
    ),
  ]
}

function isTranslated({ marks, connection }: Interview): boolean {
  return connection === 'other' && coreElements.some((element) => marks[element] === 'changed')
}

/** Who said something, of all who stand in these chains. */
function basisOf(scored: readonly ScoredGoal[]): Evidence['basis'] {
  const interviews = scored.flatMap(({ goal }) => goal.interviews)
  return { n: interviews.filter(({ said }) => said !== '').length, of: interviews.length }
}

type Particulars = {
  readonly signal: string
  readonly target: Target
  readonly strength: Strength
  readonly says: Message
  readonly because: Message
  readonly basis: Evidence['basis']
}

// One goal is a case, not a rate: no interval, and no average that could be taken for one (spec 10).
function evidenceOf(goals: readonly ScoredGoal[], { signal, target, ...particulars }: Particulars): Evidence {
  const [first] = goals
  const all = goals.flatMap(({ goal }) => goal.interviews)
  const isAmongExecutives = all.every(({ level }) => level === 'executive')
  return {
    id: `${instrumentCode}.${signal}`,
    instrument: instrumentCode,
    source: isAmongExecutives ? executivesOnly : instrumentCode,
    signal,
    about: { kind: 'goal', id: first?.goal.id ?? '', name: first?.goal.name ?? null },
    speaksFor: target,
    direction: 'supports',
    figure: null,
    uncertainty: null,
    link: 'trace',
    caveats: [message('goal-trace.caveat.cases')],
    local: null,
    ...particulars,
  }
}
