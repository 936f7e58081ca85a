import { type Message, message } from '../../../domain/message.ts'
import type { Decision } from '../agenda.ts'
import { quote } from '../chapters/say-statement.ts'
import { type CodedStatement, type CodedTest, themeName } from '../coded-test.ts'

type Say = (text: Message) => string

// What fits on two printed pages, and on a screen that is read from the back of a room.
const mostShown = 3
const mostLetters = 260
const fewThemes = 6
const manyThemes = 12

/** The competing statements side by side: what was said and as what, never by whom. The group decides about work. */
export function showPositions(test: CodedTest, { kind, sides }: Decision, say: Say) {
  return sides.map((given) => {
    const statements = given.toSorted((a, b) => a.place - b.place)
    const most = kind === 'choose' ? quotesOfChoice(sides.length) : quotesWithin(statements)
    const [first] = statements
    const theme = first?.theme ?? null
    return {
      name: kind === 'choose' && theme !== null ? themeName(test, theme) : null,
      statements: statements.slice(0, most).map((one) => ({ says: say(quote(one)), as: say(saidAs(one)) })),
      more: most === 0 ? 0 : Math.max(0, statements.length - most),
    }
  })
}

/** Long statements leave room for fewer, but for one at least. */
function quotesWithin(statements: readonly CodedStatement[]): number {
  const lengths = statements.map(({ text }) => text.length)
  const fits = (count: number) =>
    lengths.slice(0, count).reduce((sum, length) => sum + length, 0) <= mostLetters
  return [mostShown, 2].find(fits) ?? 1
}

/** The more themes there are to choose from, the fewer of them are quoted. */
function quotesOfChoice(themes: number): number {
  if (themes <= fewThemes) return 2
  return themes <= manyThemes ? 1 : 0
}

function saidAs({ question, side, place }: CodedStatement): Message {
  return message(`workshop.as.${side === null ? question : `${question}-${side}`}`, { place })
}
