import { createHash } from 'node:crypto'

/** Texts that differ only in case, spaces or punctuation; `text` is the spelling written most often. */
export type TextGroup = { readonly key: string; readonly text: string; readonly count: number }

/** Groups made of the same words in another order, to be assigned as one. Most have a single group. */
export type TextBlock = { readonly id: string; readonly groups: readonly TextGroup[]; readonly count: number }

/**
 * What a coder works through. The order comes from a hash of the check and the words, so it is the same on every visit
 * and tells nothing about when or with what else a text was written.
 */
export function groupTexts(texts: readonly string[], checkId: string): readonly TextBlock[] {
  const groups = [...Map.groupBy(texts.filter(hasContent), foldText)].map(groupOf)
  const blocks = [...Map.groupBy(groups, (group) => sameWords(group.text))].map(blockOf)
  const order = new Map(blocks.map((block) => [block.id, hash(`${checkId} ${block.id}`)]))
  return blocks.toSorted((a, b) => compare(order.get(a.id) ?? '', order.get(b.id) ?? ''))
}

/** The key under which the assignment of a text is kept: equal for texts that differ only in case, spaces, punctuation. */
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

function sameWords(text: string): string {
  return [...new Set(foldText(text).split(' '))].toSorted().join(' ')
}

function groupOf([folded, texts]: readonly [string, readonly string[]]): TextGroup {
  const spellings = [...Map.groupBy(texts, (text) => text.trim())]
  const [first] = spellings.toSorted((a, b) => b[1].length - a[1].length || compare(a[0], b[0]))
  return { key: hash(folded), text: first?.[0] ?? folded, count: texts.length }
}

function blockOf([words, groups]: readonly [string, readonly TextGroup[]]): TextBlock {
  const ordered = groups.toSorted((a, b) => b.count - a.count || compare(a.text, b.text))
  return { id: hash(words), groups: ordered, count: groups.reduce((sum, group) => sum + group.count, 0) }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
