import type { Direction, Evidence, Strength } from '../../domain/evidence.ts'
import { coherenceRow, conflictRow } from '../../domain/leadership-rules.ts'
import { type Message, message } from '../../domain/message.ts'
import type { Coherence } from '../../domain/statistics/executive-coherence.ts'
import { strengthAt } from '../../domain/strength-at.ts'
import { type CodedTest, nameExecutive, themeName } from './coded-test.ts'
import type { Conflict } from './head-on-conflicts.ts'
import type { ScoredCoherence } from './score-coherence.ts'

export const instrumentCode = 'priorities-test'

/** κ of five executives or more at its milder leave-one-out end; a head-on conflict cancels a contradiction (spec 08). */
export function coherenceEvidence(
  test: CodedTest,
  scored: ScoredCoherence,
  conflicts: readonly Conflict[],
): readonly Evidence[] {
  if (scored.outcome === 'withheld') return []
  const claim = claimOf(scored.coherence)
  if (claim === null || (claim.direction === 'contradicts' && conflicts.length > 0)) return []
  const { coherence } = scored
  const isSupport = claim.direction === 'supports'
  return [
    evidenceOf(test, {
      ...claim,
      signal: 'coherence',
      name: 'coherence',
      anchor: 'coherence',
      about: { kind: 'group', id: 'leadership', name: null },
      says: sayOverlap(coherence),
      because: isSupport ? message('priorities-test.because.coherence') : null,
      // Its sentence says both figures; a bare per cent beside it would belong to nothing.
      figure: null,
      caveats: [
        ...(scored.isOneCoder ? [message('priorities-test.caveat.one-coder')] : []),
        ...(coherence.isUneven ? [message('priorities-test.caveat.uneven')] : []),
      ],
    }),
  ]
}

/** One piece for each theme in conflict, as strong as the highest rank it has for anybody. */
export function conflictEvidence(test: CodedTest, conflicts: readonly Conflict[]): readonly Evidence[] {
  const byTheme = Map.groupBy(conflicts, ({ theme }) => theme)
  return [...byTheme.values()].flatMap(([first], at) => {
    const strength = first === undefined ? null : strengthAt(conflictRow.supports, first.rank)
    if (first === undefined || strength === null) return []
    return [
      evidenceOf(test, {
        direction: 'supports',
        strength,
        signal: 'head-on-conflict',
        name: conflictName(at, first.theme),
        anchor: 'conflicts',
        about: { kind: 'item', id: first.theme, name: themeName(test, first.theme) },
        says: sayConflict(test, first),
        because: message('priorities-test.because.conflict'),
        figure: null,
        caveats: first.isSequencing ? [message('priorities-test.caveat.sequencing')] : [],
      }),
    ]
  })
}

/** By the place among the conflicts: evidence of the same strength is told in the order of its ids. */
export function conflictName(at: number, theme: string): string {
  return `conflict-${String(at + 1).padStart(2, '0')}-${theme}`
}

function claimOf(
  coherence: Coherence,
): { readonly direction: Direction; readonly strength: Strength } | null {
  const { executives, leaveOneOut } = coherence
  if (executives < coherenceRow.smallestTeam || leaveOneOut === null) return null
  const supports = strengthAt(coherenceRow.supports, inHundredths(leaveOneOut.high))
  if (supports !== null) return { direction: 'supports', strength: supports }
  const contradicts = strengthAt(coherenceRow.contradicts, inHundredths(leaveOneOut.low))
  return contradicts === null ? null : { direction: 'contradicts', strength: contradicts }
}

// Down to the whole hundredth, so that .199 is under .2; the small addition only undoes binary fractions.
function inHundredths(kappa: number): number {
  return Math.floor(100 * kappa + 1e-9)
}

/** "Two of these seven executives share on average 1.9 of three; chance would give 1.1": one decimal, spec 10's own. */
export function sayOverlap({ executives, meanShared, chanceShared, word }: Coherence): Message {
  return message('priorities-test.says.coherence', {
    executives,
    shared: Math.round(10 * meanShared) / 10,
    chance: Math.round(10 * chanceShared) / 10,
    word: message(`priorities-test.coherence.${word}`),
  })
}

/** Both sides of a conflict, by role or by letter. */
export function sayConflict(test: CodedTest, { theme, rank, kind, priority, against }: Conflict): Message {
  return message(`priorities-test.says.${kind}`, {
    theme: themeName(test, theme),
    rank,
    first: nameExecutive(test, priority.executive),
    second: nameExecutive(test, against.executive),
  })
}

type Particulars = Pick<
  Evidence,
  'direction' | 'strength' | 'signal' | 'about' | 'says' | 'because' | 'figure' | 'caveats'
> & { readonly name: string; readonly anchor: string }

// Executives are no sample, so there is no interval (spec 03); `basis` says how many of those asked were read.
function evidenceOf(test: CodedTest, { name, anchor, ...particulars }: Particulars): Evidence {
  return {
    id: `${instrumentCode}.${name}`,
    instrument: instrumentCode,
    source: instrumentCode,
    speaksFor: coherenceRow.target,
    uncertainty: null,
    basis: { n: test.executives.length, of: test.invited },
    link: `priorities-test/results#${anchor}`,
    local: null,
    ...particulars,
  }
}
