import type { Heat } from '../../../domain/chapter.ts'
import { joinNames } from '../../../domain/join-names.ts'
import { type Message, message } from '../../../domain/message.ts'
import { type ElementAtLevel, elementsByLevel } from '../by-level.ts'
import { levels } from '../chain.ts'
import { marks } from '../marks.ts'
import { coreElements, elements } from '../reference.ts'
import type { TracedGoal } from '../traced-goal.ts'
import { heatOf } from './heat-of.ts'
import { inHalves } from './say-kept.ts'
import { sightRow } from './sight-row.ts'

/** Which elements survive at which level, over all goals, and the line of sight below them. Null while nothing is marked. */
export function surviveExhibit(goals: readonly TracedGoal[]): Heat<Message, Message> | null {
  const table = elementsByLevel(goals)
  const interviewed = levels.filter((level) => table.some((cell) => cell.level === level))
  const rows = elements.flatMap((element) => {
    const cells = table.filter((cell) => cell.element === element)
    return cells.some(({ marked }) => marked > 0) ? [{ element, cells }] : []
  })
  if (rows.length === 0) return null
  const sight = sightRow(goals)
  return {
    kind: 'heat',
    id: 'trace-elements',
    title: findingOf(table),
    cites: [],
    note: message('trace-results.survive.note'),
    heads: {
      group: message('trace-results.survive.element'),
      answered: message('trace-results.survive.marked'),
    },
    columns: interviewed.map((level) => levelHead(goals, level)),
    rows: [
      ...rows.map(({ element, cells }) => ({
        name: message(`goal-trace.element.${element}`),
        depth: 0,
        answered: message('trace-results.count', {
          count: cells.reduce((sum, { marked }) => sum + marked, 0),
        }),
        cells: cells.map((cell) => ({ label: labelOf(cell), level: heatOf(cell.survives), isSolid: false })),
        hidden: null,
      })),
      ...(sight === null ? [] : [sight]),
    ],
  }
}

/** "Head", with its number; where it is a single one, that it is. */
function levelHead(goals: readonly TracedGoal[], level: ElementAtLevel['level']): Message {
  const count = goals.flatMap(({ interviews }) => interviews).filter((one) => one.level === level).length
  return message('trace-results.level-head', { level: message(`goal-trace.level.${level}`), count })
}

/** The highest level at which less than half of an element is left: there it dies first; of several, those of which least is left. */
function findingOf(table: readonly ElementAtLevel[]): Message {
  const core = table.filter(({ element }) => coreElements.some((each) => each === element))
  for (const level of levels) {
    const lost = core
      .filter((cell) => cell.level === level && cell.survives !== null && cell.survives < 0.5)
      .sort((a, b) => (a.survives ?? 1) - (b.survives ?? 1))
    const [first] = lost
    if (first === undefined) continue
    const least = lost.filter(({ survives }) => survives === first.survives)
    return message('trace-results.survive.first', {
      count: least.length,
      elements: joinNames(least.map(({ element }) => message(`trace-results.element.${element}`))),
      level: message(`trace-results.among.${level}`),
    })
  }
  return message('trace-results.survive.all')
}

function labelOf({ marked, counts }: ElementAtLevel): Message {
  if (marked === 0) return message('trace-results.unmarked')
  if (marked === 1) {
    const [mark = 'missing'] = marks.filter((each) => counts[each] === 1)
    return message(`goal-trace.mark.${mark}`)
  }
  return message('trace-results.kept', { kept: inHalves(counts.kept + counts.fuzzy / 2), of: String(marked) })
}
