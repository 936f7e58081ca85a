import type { Evidence, Target, Uncertainty } from '../../domain/evidence.ts'
import { type Message, message } from '../../domain/message.ts'
import type { Figure } from '../../domain/statistics/figure.ts'
import { certaintyOf } from '../../domain/statistics/marks.ts'
import type { Claim } from './survey-rule.ts'

export const instrumentCode = 'clarity-survey'
/** Items, what people name and what leaders expect are one voice (spec 08). */
export const surveySource = 'survey'

type Particulars = Pick<Evidence, 'about' | 'says' | 'because' | 'caveats' | 'basis' | 'link' | 'local'> & {
  /** What follows the instrument's code in the id. */
  readonly name: string
  readonly signal: string
  readonly target: Target
  readonly figure: number
  readonly of: Figure
}

/** One piece of the survey's evidence, with what all of them have in common. */
export function surveyEvidence(
  { direction, strength }: Claim,
  { name, target, of, caveats, ...particulars }: Particulars,
): Evidence {
  const uncertainty = uncertaintyOf(of)
  return {
    id: `${instrumentCode}.${name}`,
    instrument: instrumentCode,
    source: surveySource,
    speaksFor: target,
    direction,
    strength,
    uncertainty,
    caveats: [...caveats, ...wideness(uncertainty)],
    ...particulars,
  }
}

export function uncertaintyOf(figure: Figure): Uncertainty | null {
  const word = certaintyOf(figure)
  if (figure.interval === null || word === null) return null
  return { low: figure.interval.low, high: figure.interval.high, word }
}

function wideness(uncertainty: Uncertainty | null): readonly Message[] {
  if (uncertainty?.word !== 'indicative') return []
  const { low, high } = uncertainty
  return [message('clarity-survey.caveat.wide', { low: Math.round(low), high: Math.round(high) })]
}
