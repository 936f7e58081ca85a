import { Worker } from 'node:worker_threads'
import { type SuggestionSetting, suggestThemes } from '../domain/text/suggest-themes.ts'
import type { CodedText, Suggestion, Theme } from './coding.ts'

export type Suggested = Pick<SuggestionSetting, 'languages' | 'names'> & {
  readonly texts: readonly CodedText[]
  /** Themes that are given from the start. */
  readonly themes?: readonly Theme[]
}

// Below, a thread takes longer to start than the suggestions to make.
const fewTexts = 200
/** The comparison of everything with everything grows with the square: of more texts the rarest are left alone. */
export const mostCompared = 2500

/** The machine's suggestions; of many texts they are made in a thread of their own, so that nobody else waits. */
export function suggestFor(suggested: Suggested): Promise<readonly Suggestion[]> {
  if (suggested.texts.length <= fewTexts) return Promise.resolve(suggestHere(suggested))
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./suggest-worker.ts', import.meta.url), { workerData: suggested })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

export function suggestHere({ texts, themes, languages, names = [] }: Suggested): readonly Suggestion[] {
  const compared = mostWritten(texts)
  if (themes === undefined) return suggestThemes(compared, { languages, names }).filter(saysSomething)
  const given = themes.map(({ id, name }) => ({ id: `${themePrefix}${id}`, text: name }))
  return suggestThemes([...compared, ...given], { languages, names })
    .filter(saysSomething)
    .flatMap(withTheme)
}

// Beside other words a "not" tells statements apart; alone it explains nothing.
const hollow = new Set(['not', 'no', 'nor', 'nicht', 'kein', 'keine', 'ne', 'pas', 'non'])

function saysSomething({ words }: Suggestion): boolean {
  return (
    words.length === 0 ||
    words.some(({ words: same }) => same.some((word) => !hollow.has(word.toLowerCase())))
  )
}

const themePrefix = 'theme '

// A given theme takes part as if somebody had written it; where two meet, the texts could mean either.
function withTheme(suggestion: Suggestion): readonly Suggestion[] {
  const [themes, statements] = [
    suggestion.statements.filter((id) => id.startsWith(themePrefix)),
    suggestion.statements.filter((id) => !id.startsWith(themePrefix)),
  ]
  const [first, ...others] = statements
  if (first === undefined) return []
  const [theme, another] = themes
  return [
    {
      ...suggestion,
      statements: [first, ...others],
      exemplar: statements.includes(suggestion.exemplar) ? suggestion.exemplar : first,
      theme: theme === undefined || another !== undefined ? null : theme.slice(themePrefix.length),
    },
  ]
}

function mostWritten(texts: readonly CodedText[]): readonly CodedText[] {
  if (texts.length <= mostCompared) return texts
  const byTimes = texts.toSorted((a, b) => (b.times ?? 1) - (a.times ?? 1) || (a.id < b.id ? -1 : 1))
  return byTimes.slice(0, mostCompared)
}
