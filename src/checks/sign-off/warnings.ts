import { type Message, message } from '../../domain/message.ts'
import type { CheckRecord, Roster } from '../queries.ts'
import type { OpeningPlan } from './plan-opening.ts'

/** Under this many people interviews serve better than a survey (spec 02). */
const fewForASurvey = 20

/** From here on drawing their keys takes so long that something may well be changed meanwhile. */
const manyGroups = 100

export type Situation = {
  readonly check: Pick<CheckRecord, 'priorities' | 'opensOn'>
  readonly roster: Roster
  readonly plan: OpeningPlan
  readonly k: number
  readonly today: string
  readonly hasMail: boolean
  readonly isSealed: boolean
}

/** What the consultant should know before opening; none of it forbids it. */
export function warningsOf(situation: Situation): readonly Message[] {
  return [...aboutThePeople(situation), ...aboutTheSetUp(situation)]
}

function aboutThePeople({ roster, plan, k }: Situation): readonly Message[] {
  const { leaders, hasLeadership } = plan
  const people = roster.people.length
  const cards = roster.people.filter(({ hasAddress }) => !hasAddress).length
  const warnings: Message[] = twiceInATeam(roster)
  if (people < fewForASurvey) warnings.push(message('checks.warning.few-people', { people }))
  if (leaders === 0) warnings.push(message('checks.warning.no-leaders'))
  else if (!hasLeadership) warnings.push(message('checks.warning.few-leaders', { leaders, k }))
  if (cards > 0) warnings.push(message('checks.warning.no-address', { cards }))
  return warnings
}

function aboutTheSetUp({ check, plan, today, hasMail, isSealed }: Situation): readonly Message[] {
  const warnings: Message[] = []
  const groups = plan.units.length
  if (isSealed && groups >= manyGroups) warnings.push(message('checks.warning.many-groups', { groups }))
  if (check.priorities.length === 0) warnings.push(message('checks.warning.no-priorities'))
  if (check.opensOn > today) warnings.push(message('checks.warning.opens-early'))
  if (!hasMail) warnings.push(message('checks.warning.no-smtp'))
  return warnings
}

function twiceInATeam({ people, teams }: Roster): Message[] {
  const teamNames = new Map(teams.map(({ id, name }) => [id, name]))
  const groups = Map.groupBy(people, ({ teamId, name }) => `${teamId}|${name.trim().toLowerCase()}`)
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map(([person, ...others]) => {
      const team = teamNames.get(person?.teamId ?? '')
      const values = { name: person?.name ?? '', count: others.length + 1 }
      return team === undefined
        ? message('checks.warning.twice', values)
        : message('checks.warning.twice-in-team', { ...values, team })
    })
}
