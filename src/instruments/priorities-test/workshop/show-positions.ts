import { type Message, message } from '../../../domain/message.ts'
import type { Decision } from '../agenda.ts'
import { quote } from '../chapters/say-statement.ts'
import { type CodedStatement, type CodedTest, themeName } from '../coded-test.ts'

type Say = (text: Message) => string

// What fits on two printed pages, and on a screen that is read from the back of a room.
const mostShown = 3
const mostOfChoice = 2

/** The competing statements side by side: what was said and as what, never by whom. The group decides about work. */
export function showPositions(test: CodedTest, { kind, sides }: Decision, say: Say) {
  const most = kind === 'choose' ? mostOfChoice : mostShown
  return sides.map((statements) => {
    const [first] = statements
    const theme = first?.theme ?? null
    return {
      name: kind === 'choose' && theme !== null ? themeName(test, theme) : null,
      statements: statements.slice(0, most).map((one) => ({ says: say(quote(one)), as: say(saidAs(one)) })),
      more: Math.max(0, statements.length - most),
    }
  })
}

function saidAs({ question, side, place }: CodedStatement): Message {
  return message(`workshop.as.${side === null ? question : `${question}-${side}`}`, { place })
}
