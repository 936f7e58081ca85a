import { type Message, message } from '../../../domain/message.ts'
import type { Retention } from '../../../domain/statistics/trace-fidelity.ts'
import type { Level } from '../chain.ts'
import type { Interview } from '../traced-goal.ts'

/** 2½ as it is written: an element that arrived fuzzy counts half. */
export function inHalves(count: number): string {
  const whole = Math.floor(count)
  if (whole === count) return String(whole)
  return whole === 0 ? '½' : `${whole}½`
}

/** "2½ of 3" */
export function sayKept({ retained, of }: Pick<Retention, 'retained' | 'of'>): Message {
  return message('trace-results.kept', { kept: inHalves(retained), of: String(of) })
}

/** A place in a chain as anybody may read it: in short where the level is said beside it, and in full. */
export type Place = { readonly short: Message; readonly full: Message }

/**
 * Level and team, never role or name; of a level with a single interview only that it is one, because its team would say
 * who it is (spec 04).
 */
export function placesIn(interviews: readonly Interview[]): (one: Interview) => Place {
  const count = (level: Level) => interviews.filter((each) => each.level === level).length
  return ({ level, team }) => {
    const name = message(`goal-trace.level.${level}`)
    return count(level) === 1
      ? {
          short: message('trace-results.one-interview'),
          full: message('trace-results.place.alone', { level: name }),
        }
      : {
          short: message('trace-results.team', { team }),
          full: message('trace-results.place.team', {
            level: message(`trace-results.level.${level}`),
            team,
          }),
        }
  }
}

const longestQuote = 320

/** What somebody said, where they agreed to it; else that they did not. */
export function quoteOf({ said, mayQuote }: Interview): {
  readonly says: Message
  readonly isQuote: boolean
} {
  if (!mayQuote) return { says: message('trace-results.not-quoted'), isQuote: false }
  if (said.trim() === '') return { says: message('trace-results.nothing-said'), isQuote: false }
  return { says: message('trace-results.words', { words: shortened(said) }), isQuote: true }
}

function shortened(said: string): string {
  const text = said.replaceAll(/\s+/g, ' ').trim()
  if (text.length <= longestQuote) return text
  return `${text.slice(0, longestQuote).replace(/\s+\S*$/, '')} …`
}
