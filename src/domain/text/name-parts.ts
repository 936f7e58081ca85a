import { readWords } from './written-words.ts'

/** Words that name somebody when they stand together, folded. */
export type NamePart = { readonly words: readonly string[] }

/** Every word of a person's name names them: "Anna", "Petrovic". Initials, numbers and particles do not. */
export function wordsOfPerson(name: string, particles: ReadonlySet<string>): readonly string[] {
  return readWords(name)
    .map(({ folded }) => folded)
    .filter((word) => word.length > 1 && !/\d/.test(word) && !particles.has(word))
}

/** "Marketing and brand" is named by "Marketing" and by "brand", "Data team" by "Data", "Key accounts" only as a whole. */
export function partsOfTeam(
  name: string,
  particles: ReadonlySet<string>,
  groupNouns: ReadonlySet<string>,
): readonly NamePart[] {
  return name
    .split(/\s(?:and|und|et|y)\s|[&,;/+()|]|\s[-–—]\s/i)
    .map((part) => readWords(part).map(({ folded }) => folded))
    .map((words) => words.filter((word) => !particles.has(word)))
    .map((words) => withoutNouns(words, groupNouns))
    .filter((words) => words.some((word) => word.length > 1))
    .map((words) => ({ words }))
}

function withoutNouns(words: readonly string[], nouns: ReadonlySet<string>): readonly string[] {
  const rest = words.filter((word) => !nouns.has(word))
  return rest.length > 0 ? rest : words
}
