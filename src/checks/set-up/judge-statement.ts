import { type Message, message } from '../../domain/message.ts'
import type { FoundName } from '../../domain/text/find-name.ts'
import { languageOf } from '../../domain/text/languages.ts'
import { readWords } from '../../domain/text/written-words.ts'
import wordLists from './statement-words.json' with { type: 'json' }

export const longestStatement = 150
const fewestWords = 3
/** Of all words that either of two statements has, without those that say nothing. */
const sameFrom = 0.75

export type Judging = {
  readonly language: string
  readonly findName: (text: string) => FoundName | null
  /** Statements that stand beside it, as they are asked. */
  readonly others: readonly string[]
}

/** Why a statement of the organisation's own cannot be asked; null when nothing speaks against it that a rule can tell. */
export function judgeStatement(text: string, { language, findName, others }: Judging): Message | null {
  if (text.length > longestStatement) return refused('long', { most: longestStatement })
  if (/[?？]\s*$/.test(text)) return refused('question')
  if (readWords(text).length < fewestWords) return refused('short')
  const named = findName(text)
  if (named !== null) return refused(`names-${named.kind}`, { name: named.written })
  const twin = others.find((other) => isAlike(text, other, language))
  if (twin !== undefined) return refused('twin', { twin })
  return asksSeveral(text, language) ? refused('several') : null
}

/** What a rule can tell: two sentences, two clauses, a list. Two nouns joined by "and" are left to the author. */
function asksSeveral(text: string, language: string): boolean {
  if (/[;:]|[.!…]\s+\S/.test(text)) return true
  const lists = (wordLists as Readonly<Record<string, (typeof wordLists)['en']>>)[language]
  if (lists === undefined) return false
  return [lists.twoClauses, lists.list].some((pattern) => new RegExp(pattern, 'i').test(text))
}

function isAlike(one: string, other: string, tag: string): boolean {
  const [a, b] = [stemsOf(one, tag), stemsOf(other, tag)]
  const all = a.union(b).size
  return all > 0 && a.intersection(b).size / all >= sameFrom
}

function stemsOf(text: string, tag: string): ReadonlySet<string> {
  const { stem, isStopWord } = languageOf(tag)
  const words = readWords(text).map(({ folded }) => folded)
  const telling = words.filter((word) => !isStopWord(word))
  // A statement of nothing but common words is compared by all of them.
  return new Set((telling.length > 1 ? telling : words).map(stem))
}

function refused(why: string, values: Message['values'] = {}): Message {
  return message(`checks.own.refused.${why}`, values)
}
