import { type Language, languageOf } from './languages.ts'
import { type NamePart, partsOfTeam, wordsOfPerson } from './name-parts.ts'
import wordLists from './name-words.json' with { type: 'json' }
import { readWords, type WrittenWord } from './written-words.ts'

/** What must not be named. `organisation` may be, whatever team or person is called like a part of it. */
export type KnownNames = {
  readonly organisation: string
  readonly teams: readonly string[]
  readonly roles: readonly string[]
  readonly people: readonly string[]
}

export type FoundName = {
  readonly kind: 'team' | 'role' | 'person'
  /** As it stands in the text. */
  readonly written: string
}

/**
 * Finds the first team, role or person that a text names, in any case, accent or ending; null for none. A word that is
 * an ordinary one besides ("people", "product", "will") counts only where it is written as a name: with a capital inside
 * the sentence, before "team" and the like, or, of a person, at its start.
 */
export function nameFinder(known: KnownNames, tag: string): (text: string) => FoundName | null {
  const language = languageOf(tag)
  const lists = listsOf(tag)
  const index = indexOf(known, { language, lists })
  return (text) => {
    const words = withoutOrganisation(readWords(text), known.organisation)
    for (const [at, word] of words.entries()) {
      const sought = keysOf(word.folded, language).flatMap((key) => index.get(key) ?? [])
      const [found] = sought
        .filter((part) => isNamed(words, at, { ...part, language, lists }))
        .toSorted((a, b) => b.words.length - a.words.length)
      if (found !== undefined) return { kind: found.kind, written: writtenAt(words, at, found.words.length) }
    }
    return null
  }
}

type Lists = {
  readonly ordinary: ReadonlySet<string>
  readonly groupNouns: ReadonlySet<string>
  readonly particles: ReadonlySet<string>
  readonly roles: readonly string[]
}

function listsOf(tag: string): Lists {
  const lists = (wordLists as Readonly<Record<string, (typeof wordLists)['en']>>)[tag] ?? wordLists.en
  const setOf = (list: string) => new Set(list.split(' '))
  return {
    ordinary: setOf(lists.ordinary),
    groupNouns: setOf(lists.groupNouns),
    particles: setOf(lists.particles),
    roles: lists.roles.split(' ').map((role) => role.replaceAll('+', ' ')),
  }
}

type Kind = FoundName['kind']

type KindPart = NamePart & { readonly kind: Kind }
type Reading = { readonly language: Language; readonly lists: Lists }

/** Names by the first of their words; those of teams by its stem, too. */
function indexOf(known: KnownNames, { language, lists }: Reading): ReadonlyMap<string, readonly KindPart[]> {
  const parts = partsIn(known, lists)
  const keyed = parts.flatMap((part): [string, KindPart][] => {
    const [first = ''] = part.words
    return part.kind === 'team'
      ? [
          [first, part],
          [stemKey(first, language), part],
        ]
      : [[first, part]]
  })
  const index = new Map<string, KindPart[]>()
  for (const [key, part] of keyed) index.set(key, [...(index.get(key) ?? []), part])
  return index
}

function keysOf(word: string, language: Language): readonly string[] {
  return [word, `${word}s`, word.replace(/s$/, ''), word.replace(/es$/, ''), stemKey(word, language)]
}

const stemKey = (word: string, language: Language): string => `~${language.stem(word)}`

function partsIn(known: KnownNames, { particles, groupNouns, roles }: Lists): readonly KindPart[] {
  const words = new Set(known.people.flatMap((name) => wordsOfPerson(name, particles)))
  const people = [...words].map((word): KindPart => ({ kind: 'person', words: [word] }))
  const teams = known.teams.flatMap((name) => partsOfTeam(name, particles, groupNouns))
  const whole = (name: string) => readWords(name).map(({ folded }) => folded)
  return [
    ...teams.map((part): KindPart => ({ kind: 'team', ...part })),
    ...people,
    ...[...roles, ...known.roles].map((name): KindPart => ({ kind: 'role', words: whole(name) })),
  ].filter((part) => part.words.length > 0)
}

type Sought = KindPart & Reading

function isNamed(words: readonly WrittenWord[], at: number, sought: Sought): boolean {
  const { words: name } = sought
  const window = words.slice(at, at + name.length)
  if (window.length < name.length || window.some(({ isSilent }) => isSilent)) return false
  const likeness = window.map((word, place) => likenessOf(word.folded, name[place] ?? '', sought))
  if (likeness.includes('none')) return false
  const isPlain = name.length > 1 || !isOrdinary(window[0], sought)
  return (isPlain && !likeness.includes('stem')) || isWrittenAsName(words, at, sought)
}

/** "Sales" in "sales", "Anna" in "Annas", "Engineering" in "engineers"; only by its stem "Marketing" in "market". */
function likenessOf(word: string, name: string, { kind, language }: Sought): 'same' | 'stem' | 'none' {
  const forms = [name, `${name}s`, `${name}es`]
  if (forms.includes(word) || `${word}s` === name) return 'same'
  if (kind !== 'team' || language.stem(word) !== language.stem(name)) return 'none'
  return /[eo]rs?$/.test(word) ? 'same' : 'stem'
}

function isOrdinary(word: WrittenWord | undefined, { language, lists }: Reading): boolean {
  const folded = word?.folded ?? ''
  return lists.ordinary.has(folded) || language.isStopWord(folded)
}

function isWrittenAsName(words: readonly WrittenWord[], at: number, sought: Sought): boolean {
  const { kind, language, lists } = sought
  const [first, next] = [words[at], words[at + sought.words.length]]
  if (first === undefined) return false
  if (kind === 'team' && next !== undefined && lists.groupNouns.has(next.folded)) return true
  if (!first.isCapital) return false
  return !first.startsSentence || (kind === 'person' && !language.isStopWord(first.folded))
}

function withoutOrganisation(words: readonly WrittenWord[], organisation: string): readonly WrittenWord[] {
  const own = readWords(organisation).map(({ folded }) => folded)
  const isOwn = (at: number) =>
    own.length > 0 && own.every((word, place) => words[at + place]?.folded === word)
  const starts = words.flatMap((_, at) => (isOwn(at) ? [at] : []))
  return words.map((word, at) =>
    starts.some((start) => start <= at && at < start + own.length) ? { ...word, isSilent: true } : word,
  )
}

function writtenAt(words: readonly WrittenWord[], at: number, length: number): string {
  return words
    .slice(at, at + length)
    .map(({ written }) => written)
    .join(' ')
}
