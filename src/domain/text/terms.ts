import { commonConcepts } from './common-concepts.ts'
import { detectLanguage } from './languages.ts'
import { readAmounts } from './read-amounts.ts'
import { readDeadlines } from './read-deadlines.ts'

/** Common words say whom or how much, weak ones nearly nothing. */
export type TermKind = 'word' | 'common' | 'weak' | 'phrase' | 'amount'

/** One thing a statement says: `stem` as it was written, `concepts` for what it stands for, `word` to show it. */
export type Term = {
  readonly stem: string
  readonly concepts: readonly string[]
  readonly kind: TermKind
  readonly word: string
}

/**
 * Words without stop words, each once; pairs of neighbours; amounts; no deadlines, which many priorities share.
 * `languages`: those a statement may be in; `silent`: words that say nothing here.
 */
export function termsOf(
  text: string,
  languages: readonly string[],
  silent: ReadonlySet<string> = new Set(),
): readonly Term[] {
  const { amounts, rest } = readAmounts(readDeadlines(text).rest)
  const spoken = splitWords(rest)
  const language = detectLanguage(spoken, languages)
  const words = spoken
    .filter((word) => !language.isStopWord(word) && !silent.has(word))
    .map((word): Term => {
      const stem = language.stem(word)
      const concepts = language.conceptsOf(word)
      return { stem, concepts, kind: kindOf(concepts, language.isWeak(stem)), word }
    })
  const phrases = words.slice(1).map((term, at) => phraseOf(words[at] ?? term, term))
  const figures = amounts.map(({ value, unit, text: word }): Term => {
    const stem = `${value}${unit === '%' ? '%' : ''}`
    return { stem, concepts: [], kind: 'amount', word }
  })
  return [
    ...new Map(
      [...words, ...phrases, ...figures].map((term) => [`${term.kind} ${term.stem}`, term]),
    ).values(),
  ]
}

/** Lower case, compatible forms, without punctuation; hyphens part words, apostrophes with what follows fall away. */
export function splitWords(text: string): readonly string[] {
  const plain = text.normalize('NFKC').toLowerCase()
  const words = plain.replaceAll(/['’](?:s|t|re|ve|ll|d|m)(?!\p{L})/gu, '').match(/[\p{L}\p{M}\p{N}&]+/gu)
  return words?.filter((word) => word.length > 1 && !/^\d/.test(word)) ?? []
}

function kindOf(concepts: readonly string[], isWeak: boolean): TermKind {
  if (isWeak) return 'weak'
  return concepts.some((concept) => commonConcepts.includes(concept)) ? 'common' : 'word'
}

function phraseOf(first: Term, second: Term): Term {
  const stem = `${first.stem} ${second.stem}`
  return { stem, concepts: [], kind: 'phrase', word: `${first.word} ${second.word}` }
}
