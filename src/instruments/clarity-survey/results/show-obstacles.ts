import type { Coders } from '../../../coding/coders.ts'
import { sayCoders } from '../../../coding/say-coders.ts'
import type { SideThemes } from '../../../domain/disclosure/read-themes.ts'
import { derive } from '../../../domain/disclosure/released.ts'
import type { ReleasedTable } from '../../../domain/disclosure/released-table.ts'
import type { ReleasedThemes } from '../../../domain/disclosure/released-themes.ts'
import { message } from '../../../domain/message.ts'
import { obstaclesTitle, sayTold } from '../chapters/obstacles-exhibit.ts'
import { obstaclesOf, toldOf } from '../obstacles.ts'
import type { Cell } from './cells.ts'
import type { ExhibitTable } from './exhibit.ts'
import type { Voice } from './voice.ts'

export type ShownObstacles = {
  readonly title: string
  readonly table: ExhibitTable
  readonly note: string
  readonly coders: string
}

/** What people say is in the way, in themes; null where nothing may be told. */
export function showObstacles(
  table: ReleasedTable,
  released: ReleasedThemes | null,
  { coders, voice }: { readonly coders: Coders | null; readonly voice: Voice },
): ShownObstacles | null {
  const { say } = voice
  const found = obstaclesOf(table, released)
  if (found === null) return null
  const heads = found.sides.map(({ side, themes }) =>
    say(message(`chapters.obstacles.side.${side}`, { written: themes.written })),
  )
  return {
    title: say(obstaclesTitle(found).title),
    table: {
      caption: say(message('results.obstacles.caption')),
      heads: [say(message('chapters.obstacles.theme')), ...heads],
      rows: found.rows.map(({ id, name }) => ({
        name: name ?? say(message('chapters.obstacles.other')),
        href: null,
        cells: found.sides.map(
          ({ themes }): Cell => ({
            shown: derive<SideThemes, string>(themes, (shown) => say(sayTold(toldOf(shown, id)))),
            hidden: null,
            step: '',
            mark: null,
          }),
        ),
      })),
    },
    note: say(message('chapters.obstacles.note', { ...ruleValues(table), coders: '' })),
    coders: sayAll(coders, voice),
  }
}

/** Who coded, in one paragraph. */
export function sayAll(coders: Coders | null, { say }: Pick<Voice, 'say'>): string {
  return sayCoders(coders ?? { count: 1 })
    .map(say)
    .join(' ')
}

function ruleValues({ rule }: ReleasedTable) {
  return { e: rule.e, detail: rule.detail }
}
