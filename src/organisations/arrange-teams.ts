import type { Team, TeamSize } from './queries.ts'

export type ArrangedTeam = Team & {
  /** 0 at the top. */
  readonly level: number
  /** Names from the top down to this team. */
  readonly path: readonly string[]
  /** In the team itself. */
  readonly people: number
  readonly leaders: number
  /** In the team and all below it. */
  readonly whole: number
}

/** Teams in the order of reading: each below its parent, siblings by name. */
export function arrangeTeams(teams: readonly Team[], sizes: readonly TeamSize[] = []): ArrangedTeam[] {
  const below = Map.groupBy(teams, (team) => team.parentId)
  for (const siblings of below.values()) siblings.sort((a, b) => byName.compare(a.name, b.name))
  const size = new Map(sizes.map((one) => [one.teamId, one]))
  const arrange = (team: Team, above: readonly string[]): ArrangedTeam[] => {
    const path = [...above, team.name]
    const inside = (below.get(team.id) ?? []).flatMap((child) => arrange(child, path))
    const { people, leaders } = size.get(team.id) ?? { people: 0, leaders: 0 }
    const children = inside.filter((one) => one.parentId === team.id)
    const whole = children.reduce((sum, child) => sum + child.whole, people)
    return [{ ...team, level: above.length, path, people, leaders, whole }, ...inside]
  }
  return (below.get(null) ?? []).flatMap((team) => arrange(team, []))
}

/** The ids of a team and of all below it. */
export function withAllBelow(teams: readonly Team[], teamId: string): ReadonlySet<string> {
  const below = Map.groupBy(teams, (team) => team.parentId)
  const found = new Set<string>()
  const waiting = [teamId]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue
    found.add(next)
    for (const child of below.get(next) ?? []) waiting.push(child.id)
  }
  return found
}

/** How names of teams and people are sorted, whatever their case and accents. */
export const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

/** "Company / Sales / North", for lists to choose from. */
export function pathText(path: readonly string[]): string {
  return path.join(' / ')
}
