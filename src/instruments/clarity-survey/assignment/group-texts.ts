import { createHash } from 'node:crypto'
import type { CodedText } from '../../../coding/coding.ts'

/**
 * What a coder decides one by one: texts that differ only in case, spaces or punctuation are one, in the spelling written
 * most often. Ids are hashes of the words: they tell nothing about when or with what else a text was written.
 */
export function groupTexts(texts: readonly string[], question: string): readonly CodedText[] {
  const groups = [...Map.groupBy(texts.filter(hasContent), foldText)]
  return groups
    .map(([folded, same]) => ({
      id: hash(folded),
      text: spellingOf(same),
      question,
      ...(same.length > 1 ? { times: same.length } : {}),
    }))
    .toSorted((a, b) => compare(a.id, b.id))
}

/** The id of a text: equal for texts that differ only in case, spaces, punctuation. */
export function textKey(text: string): string {
  return hash(foldText(text))
}

export function hasContent(text: string): boolean {
  return text.trim() !== ''
}

function foldText(text: string): string {
  const words = text.normalize('NFKC').toLowerCase()
  const folded = words.replaceAll(/[\p{P}\p{Z}\p{C}]+/gu, ' ').trim()
  return folded === '' ? words.trim() : folded
}

function spellingOf(texts: readonly string[]): string {
  const spellings = [...Map.groupBy(texts, (text) => text.trim())]
  const [first] = spellings.toSorted((a, b) => b[1].length - a[1].length || compare(a[0], b[0]))
  return first?.[0] ?? ''
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
