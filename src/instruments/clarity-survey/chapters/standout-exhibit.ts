import type { Cited, Exhibit, Observation, Remark } from '../../../domain/chapter.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import { surveyRule } from '../../../domain/evidence-rules.ts'
import { type Message, message } from '../../../domain/message.ts'
import { itemEvidence, localName } from '../item-evidence.ts'
import { shareOf } from '../sayings.ts'
import type { Standout } from '../standouts.ts'
import { instrumentCode } from '../survey-evidence.ts'
import { withoutPriority } from './matrix-exhibit.ts'
import { basisOf, observe } from './observe.ts'

const mostStandouts = 6
const lineOfSightItem = 'S3'

/** The teams that stand apart: the one that is furthest below beyond doubt as a note, then the others; null without any. */
export function standoutExhibit(table: ReleasedTable, standouts: readonly Standout[]): Exhibit | null {
  if (standouts.length === 0) return null
  const first = furthestBelow(standouts)
  const others = standouts.filter((each) => each !== first && !repeats(each, first))
  const told = new Set(itemEvidence(table).map(({ id }) => id))
  const remarks = [
    ...(first === null ? [] : [noteOn(table, first, told)]),
    ...others.map((each): Remark => ({ lead: null, says: each.says, cites: [citedFor(each, told)] })),
  ]
  return {
    kind: 'remarks',
    id: 'gap-standouts',
    title: message('chapters.standouts.title'),
    cites: [],
    remarks: remarks.slice(0, mostStandouts),
  }
}

/** By the least that the difference can be, not by the difference itself: chance must not choose who is named first. */
function furthestBelow(standouts: readonly Standout[]): Standout | null {
  const below = standouts.filter(({ direction }) => direction === 'below')
  const least = Math.max(0, ...below.map(({ points }) => points.low))
  return below.find(({ points }) => points.low === least) ?? null
}

/** The same statement in a team inside the group of the note says nothing new. */
function repeats({ group, code }: Standout, first: Standout | null): boolean {
  return first?.code === code && group.atoms.every((atom) => first.group.atoms.includes(atom))
}

function noteOn(table: ReleasedTable, standout: Standout, told: ReadonlySet<string>): Remark {
  const { group, code, figure, rest, points } = standout
  const line = code === lineOfSightItem ? withoutPriority(table, group) : []
  const [first] = line
  const says = message('chapters.standouts.note', {
    item: message(`clarity-survey.short.${code}`),
    share: shareOf(figure),
    rest: shareOf(rest),
    ...points,
  })
  return {
    lead: message(`clarity-survey.apart.${code}`, { group: group.name, amount: amountOf(standout) }),
    says: first === undefined ? says : withLine(says, first),
    cites: [citedFor(standout, told), ...line],
  }
}

function withLine(says: Message, { says: line }: Observation): Message {
  return message('chapters.standouts.with-line', { says, line: message('chapters.matrix.line', line.values) })
}

function amountOf({ figure }: Standout): 'few' | 'fewer' {
  return figure.figure.value <= surveyRule.local.atMost ? 'few' : 'fewer'
}

/** What is local evidence already keeps its number; the rest is an observation, because it speaks for no finding. */
function citedFor({ group, code, says, figure, points }: Standout, told: ReadonlySet<string>): Cited {
  const evidence = `${instrumentCode}.${localName(code, group)}`
  if (told.has(evidence)) return evidence
  return observe(`apart.${group.id}.${code}`, {
    says,
    basis: basisOf(figure),
    figure: message('chapters.observation.points', points),
    uncertainty: message('chapters.observation.range', points),
  })
}
