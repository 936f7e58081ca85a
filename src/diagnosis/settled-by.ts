import type { Target } from '../domain/evidence.ts'
import { type Message, message } from '../domain/message.ts'

/** Which instruments can speak for a target, in the order in which they settle it best (the rule table of spec 08). */
export const speakingFor: Readonly<Record<Target, readonly string[]>> = {
  'set-and-forget': ['clarity-survey', 'rhythm-audit', 'okr-map', 'meeting-audit'],
  'tying-pay': ['delivery-check', 'clarity-survey', 'okr-map'],
  'talent-gaps': ['skills-audit', 'clarity-survey'],
  leadership: ['priorities-test', 'clarity-survey', 'goal-trace'],
  'fear-of-failure': ['clarity-survey', 'meeting-audit', 'okr-map'],
  rhythm: ['rhythm-audit', 'meeting-audit', 'clarity-survey'],
  'decision-rights': ['decision-map', 'clarity-survey', 'okr-map', 'delivery-check'],
  // The priorities test only moves what staff hear to the illusion; it is no second voice for it.
  illusion: ['clarity-survey'],
  'translation-gap': ['okr-map', 'goal-trace'],
  'orphan-objective': ['okr-map', 'goal-trace'],
  'vanity-link': ['okr-map', 'goal-trace'],
}

/** The instruments that were not run and would settle the target, best first. */
export function settledBy(target: Target, run: readonly string[]): readonly string[] {
  return speakingFor[target].filter((instrument) => !run.includes(instrument))
}

/** What to do, in words that hold whether or not this product has an instrument for it. */
export function wayToSettle(target: Target, instrument: string): Message {
  const about = target === 'tying-pay' ? 'pay' : 'decisions'
  return message(`diagnosis.look.${instrument}`, { about })
}
