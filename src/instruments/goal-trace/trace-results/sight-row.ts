import type { HeatRow } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import { lineOfSight, type SightAtLevel } from '../by-level.ts'
import type { TracedGoal } from '../traced-goal.ts'
import { heatOf } from './heat-of.ts'

/** The first level at which fewer than half say what their week has to do with the goal. Null where nobody was asked. */
export function sightFinding(goals: readonly TracedGoal[]): Message | null {
  const { levels, firstUnderHalf } = lineOfSight(goals)
  if (levels.every(({ asked }) => asked === 0)) return null
  if (firstUnderHalf === null) return message('trace-results.sight.all')
  return message('trace-results.sight.under', { level: message(`trace-results.among.${firstUnderHalf}`) })
}

/** Who says so, by level, as the last row below the elements. */
export function sightRow(goals: readonly TracedGoal[]): HeatRow<Message, Message> | null {
  const { levels } = lineOfSight(goals)
  const asked = levels.reduce((sum, level) => sum + level.asked, 0)
  if (asked === 0) return null
  return {
    name: message('trace-results.sight.row'),
    depth: 0,
    answered: message('trace-results.count', { count: asked }),
    cells: levels.map((found) => ({ label: labelOf(found), level: heatOf(found.share), isSolid: false })),
    hidden: null,
  }
}

// A level with a single interview has no share: it is one person.
function labelOf({ asked, connected }: SightAtLevel): Message {
  if (asked === 0) return message('trace-results.sight.not-asked')
  if (asked === 1) return message(connected === 1 ? 'trace-results.sight.yes' : 'trace-results.sight.no')
  return message('trace-results.kept', { kept: String(connected), of: String(asked) })
}
