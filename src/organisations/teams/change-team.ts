import { type Message, message } from '../../domain/message.ts'
import { withAllBelow } from '../arrange-teams.ts'
import type { Team, TeamSize } from '../queries.ts'

export const deepestTeam = 20

export type Verdict =
  | { readonly outcome: 'allowed' }
  | { readonly outcome: 'refused'; readonly field: string; readonly reason: Message }

const allowed: Verdict = { outcome: 'allowed' }

function refuse(field: string, reason: string, values?: Message['values']): Verdict {
  return { outcome: 'refused', field, reason: message(`teams.error.${reason}`, values) }
}

/** Whether a new team (`id` null) or a changed one may stand under this name at this place. */
export function judgeTeam(
  teams: readonly Team[],
  team: { readonly id: string | null; readonly name: string; readonly parentId: string | null },
): Verdict {
  const { id, name, parentId } = team
  if (parentId !== null && !teams.some((one) => one.id === parentId)) return refuse('parentId', 'parent-gone')
  if (id !== null && parentId !== null && withAllBelow(teams, id).has(parentId))
    return refuse('parentId', 'loop')
  const isTaken = teams.some(
    (one) => one.id !== id && one.parentId === parentId && fold(one.name) === fold(name),
  )
  if (isTaken) return refuse('name', 'name-taken', { name })
  const deepest = levelOf(teams, parentId) + heightOf(teams, id)
  return deepest > deepestTeam ? refuse('parentId', 'deep', { most: deepestTeam }) : allowed
}

/** Only an empty team goes; a team with people or teams in it is moved or merged first. */
export function judgeRemoval(teams: readonly Team[], sizes: readonly TeamSize[], teamId: string): Verdict {
  const people = sizes.find((size) => size.teamId === teamId)?.people ?? 0
  const inside = teams.filter((team) => team.parentId === teamId).length
  return people + inside > 0 ? refuse('remove', 'not-empty', { people, teams: inside }) : allowed
}

/** A merge lifts people and teams into the parent; a team below must not meet one of its name there. */
export function judgeMerge(teams: readonly Team[], teamId: string): Verdict {
  const team = teams.find((one) => one.id === teamId)
  const siblings = teams.filter((one) => one.parentId === team?.parentId && one.id !== teamId)
  const names = new Set(siblings.map((one) => fold(one.name)))
  const clash = teams.find((one) => one.parentId === teamId && names.has(fold(one.name)))
  return clash === undefined ? allowed : refuse('confirmName', 'merge-clash', { name: clash.name })
}

const fold = (name: string) => name.normalize('NFKC').toLowerCase()

/** 0 above the top, 1 for a team at the top. */
function levelOf(teams: readonly Team[], teamId: string | null): number {
  const parents = new Map(teams.map((team) => [team.id, team.parentId]))
  let level = 0
  for (let at = teamId; at !== null && level <= teams.length; at = parents.get(at) ?? null) level++
  return level
}

/** Levels from this team down; a new team has one. */
function heightOf(teams: readonly Team[], teamId: string | null): number {
  if (teamId === null) return 1
  const below = withAllBelow(teams, teamId)
  const top = levelOf(teams, teamId)
  return Math.max(...[...below].map((id) => levelOf(teams, id) - top + 1))
}
