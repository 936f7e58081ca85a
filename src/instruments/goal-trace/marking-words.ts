import { type Message, message } from '../../domain/message.ts'
import lists from './marking-words.json' with { type: 'json' }

/** Whether a text uses one of the words of a list, whole and in any case. */
export function hasAny(text: string, list: keyof typeof lists): boolean {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('’', "'")
  return patterns[list].test(plain)
}

/** "found: "churn, march"" as it is said under a suggestion. */
export function because(reason: string, ...listed: readonly (readonly string[] | undefined)[]): Message {
  if (listed.length === 0) return message(`goal-trace.because.${reason}`)
  const words = listed.flatMap((each) => each ?? [])
  // Likeness adds up from parts of which none is a word by itself.
  if (words.length === 0) return message('goal-trace.because.no-words')
  return message(`goal-trace.because.${reason}`, { words: words.join(', ') })
}

const patterns = Object.fromEntries(
  Object.entries(lists).map(([name, words]) => {
    const either = words.map((word) => RegExp.escape(word)).join('|')
    return [name, new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${either})(?![\p{L}\p{N}])`, 'u')]
  }),
) as Readonly<Record<keyof typeof lists, RegExp>>
