import { newStemmer } from 'snowball-stemmers'
import { dan, deu, eng, fin, fra, hun, ita, nld, nob, pol, por, ron, rus, spa, swe } from 'stopword'
import conceptLists from './concepts.json' with { type: 'json' }
import weakLists from './weak-words.json' with { type: 'json' }

/** What is known of a language: how its words are stemmed, which say nothing, which little, and which mean the same. */
export type Language = {
  readonly code: string
  readonly stem: (word: string) => string
  readonly isStopWord: (word: string) => boolean
  readonly isWeak: (stem: string) => boolean
  /** The concepts a word stands for; compounds may hold several. */
  readonly conceptsOf: (word: string) => readonly string[]
  readonly knows: (word: string) => boolean
}

const supported: Readonly<
  Record<string, { readonly stemmer: string | null; readonly stop: readonly string[] }>
> = {
  en: { stemmer: 'english', stop: eng },
  de: { stemmer: 'german', stop: deu },
  fr: { stemmer: 'french', stop: fra },
  es: { stemmer: 'spanish', stop: spa },
  it: { stemmer: 'italian', stop: ita },
  nl: { stemmer: 'dutch', stop: nld },
  pt: { stemmer: 'portuguese', stop: por },
  da: { stemmer: 'danish', stop: dan },
  nb: { stemmer: 'norwegian', stop: nob },
  sv: { stemmer: 'swedish', stop: swe },
  fi: { stemmer: 'finnish', stop: fin },
  hu: { stemmer: 'hungarian', stop: hun },
  ro: { stemmer: 'romanian', stop: ron },
  ru: { stemmer: 'russian', stop: rus },
  pl: { stemmer: null, stop: pol },
}

const known = new Map<string, Language>()

/** The language of a code such as "de" or "de-CH"; one that is not known has no stems and no stop words. */
export function languageOf(tag: string): Language {
  const code = tag.toLowerCase().split('-')[0] ?? 'en'
  const cached = known.get(code)
  if (cached !== undefined) return cached
  const language = learn(code)
  known.set(code, language)
  return language
}

/** The language of a short text among those expected, by the words it knows; the first one where nothing tells. */
export function detectLanguage(words: readonly string[], expected: readonly string[]): Language {
  const [first = 'en', ...others] = expected
  let best = languageOf(first)
  for (const tag of others) {
    const language = languageOf(tag)
    if (countKnown(words, language) > countKnown(words, best)) best = language
  }
  return best
}

function countKnown(words: readonly string[], language: Language): number {
  return words.filter((word) => language.knows(word)).length
}

function learn(code: string): Language {
  const { stemmer, stop } = supported[code] ?? { stemmer: null, stop: [] }
  const snowball = stemmer === null ? null : newStemmer(stemmer)
  const stem = (word: string) => (snowball === null ? word : snowball.stem(word))
  const stops = new Set(stop)
  const weakWords = wordsIn(weakLists, code)
  const weak = new Set(weakWords.map(stem))
  const concepts = conceptsByStem(code, stem)
  return {
    code,
    stem,
    isStopWord: (word) => stops.has(word),
    isWeak: (stemmed) => weak.has(stemmed),
    conceptsOf: (word) => conceptsOf(word, stem(word), concepts),
    knows: (word) => stops.has(word) || weakWords.includes(word) || concepts.has(stem(word)),
  }
}

function wordsIn(lists: Readonly<Record<string, string>>, code: string): readonly string[] {
  return lists[code]?.split(' ') ?? []
}

/** By stem: what it stands for, and the length of the shortest word listed for it. */
type Concepts = ReadonlyMap<string, { readonly meant: readonly string[]; readonly shortest: number }>

function conceptsByStem(code: string, stem: (word: string) => string): Concepts {
  const listed = Object.entries(conceptLists).flatMap(([concept, lists]) =>
    wordsIn(lists, code).map((word) => ({ concept, word })),
  )
  const byStem = Map.groupBy(listed, ({ word }) => stem(word))
  return new Map(
    [...byStem].map(([stemmed, found]) => {
      const meant = [...new Set(found.map(({ concept }) => concept))]
      return [stemmed, { meant, shortest: Math.min(...found.map(({ word }) => word.length)) }]
    }),
  )
}

const shortestPart = 5

function conceptsOf(word: string, stemmed: string, concepts: Concepts): readonly string[] {
  const known = concepts.get(stemmed)
  if (known === undefined) return conceptsInCompound(stemmed, concepts)
  // "Engine" has the stem of "engineer" but is another word.
  return word.length < known.shortest - 1 ? [] : known.meant
}

// German writes "Kundenbindung" as one word: what it begins or ends with still means something.
function conceptsInCompound(stemmed: string, concepts: Concepts): readonly string[] {
  if (stemmed.length < 2 * shortestPart) return []
  const found = new Set<string>()
  for (const [part, { meant }] of concepts) {
    if (part.length < shortestPart || !(stemmed.startsWith(part) || stemmed.endsWith(part))) continue
    for (const concept of meant) found.add(concept)
  }
  return [...found]
}
