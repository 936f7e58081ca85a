import type { Listing } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import { lineOfSight, type SightAtLevel } from '../by-level.ts'
import type { TracedGoal } from '../traced-goal.ts'
import { levelHead } from './survive-exhibit.ts'

/** Who says what their week has to do with the goal, by level. Null where nobody was asked. */
export function sightExhibit(goals: readonly TracedGoal[]): Listing | null {
  const { levels, firstUnderHalf } = lineOfSight(goals)
  if (levels.every(({ asked }) => asked === 0)) return null
  return {
    kind: 'listing',
    id: 'trace-sight',
    title:
      firstUnderHalf === null
        ? message('trace-results.sight.all')
        : message('trace-results.sight.under', { level: message(`trace-results.among.${firstUnderHalf}`) }),
    cites: [],
    note: message('trace-results.sight.note'),
    heads: [
      { label: message('goal-trace.level.head-of-column'), isFigure: false },
      { label: message('trace-results.sight.connected'), isFigure: true },
    ],
    rows: levels.map((found) => [levelHead(goals, found.level), connectedOf(found)]),
  }
}

// A level with a single interview has no share: it is one person.
function connectedOf({ asked, connected }: SightAtLevel): Message {
  if (asked === 0) return message('trace-results.sight.not-asked')
  if (asked === 1) return message(connected === 1 ? 'trace-results.sight.yes' : 'trace-results.sight.no')
  return message('trace-results.kept', { kept: String(connected), of: String(asked) })
}
