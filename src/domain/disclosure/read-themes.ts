import type { Hidden, OptionWord } from './read-released.ts'
import { passGate, type Released } from './released.ts'
import type { ReleasedTable, Side } from './released-table.ts'
import type { ReleasedThemes } from './released-themes.ts'

/** Themes of one side by id, `other` among them: in numbers of `written` people, or in words where they are few. */
export type SideThemes =
  | {
      readonly kind: 'numbers'
      readonly written: number
      readonly counts: Readonly<Record<string, number>>
    }
  | {
      readonly kind: 'words'
      readonly written: number
      readonly words: Readonly<Record<string, OptionWord>>
    }

/** From as many texts on as the profile asks for; in numbers only with `detail` of them, as line of sight is. */
export function readThemes(
  { rule }: ReleasedTable,
  themes: ReleasedThemes | null,
  side: Side,
): Released<SideThemes> | Hidden {
  const found = themes?.sides[side]
  if (found === undefined) return { hidden: 'not-asked' }
  const { written, counts } = found
  if (written < rule.texts) return { hidden: 'too-few-answers' }
  if (written >= rule.detail) return passGate<SideThemes>({ kind: 'numbers', written, counts })
  const words = Object.entries(counts).map(([id, count]) => [id, inWords(count, written, rule.e)] as const)
  return passGate<SideThemes>({ kind: 'words', written, words: Object.fromEntries(words) })
}

function inWords(count: number, written: number, e: number): OptionWord {
  if (count <= e) return 'few'
  if (count >= written - e) return 'nearly-all'
  return count * 2 > written ? 'most' : 'some'
}
