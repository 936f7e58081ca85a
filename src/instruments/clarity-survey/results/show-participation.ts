import { fewestAnswers } from '../../../domain/disclosure/hidden-groups.ts'
import { type Favourable, participation, shownGroups } from '../../../domain/disclosure/read-released.ts'
import { derive, type Released } from '../../../domain/disclosure/released.ts'
import type { ReleasedTable, ShownGroup } from '../../../domain/disclosure/released-table.ts'
import { message } from '../../../domain/message.ts'
import type { HiddenRow } from '../heatmap.ts'
import type { Voice } from './voice.ts'

export type GroupHead = {
  readonly id: string
  readonly name: string
  readonly level: number
  readonly answered: Released<string>
  /** The teams that are counted in it and not shown alone. */
  readonly joined: string | null
}

type Participation = Pick<Favourable, 'invited'> & { readonly answered: number }

/** "16 of 20" for a group, its place in the tree, and who is counted in it. */
export function groupHead(table: ReleasedTable, group: ShownGroup, { say }: Voice): GroupHead {
  return {
    id: group.id,
    name: group.name,
    level: Math.min(group.depth, 4),
    answered: derive<Participation, string>(participation(table, group), ({ answered, invited }) =>
      say(message(invited === 0 ? 'results.answered.open' : 'results.answered.of', { answered, invited })),
    ),
    joined:
      group.joined.length > 0 ? say(message('results.joined', { groups: group.joined.join(', ') })) : null,
  }
}

export function groupHeads(table: ReleasedTable, voice: Voice): readonly GroupHead[] {
  return shownGroups(table).map((group) => groupHead(table, group, voice))
}

/** "Fewer than 5 answers: counted with Marketing". */
export function showHidden({ id, name, countedIn, reason }: HiddenRow, { say, rule }: Voice) {
  const where = countedIn === null ? 'nowhere' : 'elsewhere'
  const text = message(`results.hidden-group.${reason}.${where}`, {
    k: fewestAnswers(rule, id),
    group: countedIn ?? '',
  })
  return { id, name, text: say(text) }
}
