import type { z } from 'zod'
import { type Message, message } from '../domain/message.ts'
import type { Coding, Suggestion } from './coding.ts'
import type { View } from './forms.ts'
import type { deskPage } from './pages.ts'
import { type Say, timesOf } from './show-texts.ts'

type Desk = NonNullable<z.input<typeof deskPage.schema>['desk']>

export type SuggestionsAsked = {
  readonly coding: Coding
  readonly naming: 'wording' | 'words'
  readonly view: View
  readonly hrefOf: (view: Partial<View>) => string
  /** The one that was asked for in a step that was not kept, with what was typed and ticked. */
  readonly attempt: {
    readonly at: number | null
    readonly name: string
    readonly theme: string
    readonly texts: readonly string[]
  }
}

const shownFirst = 3
const textsFirst = 10

/**
 * What the machine proposes for texts that the lead has not coded yet, the largest first: two texts or more, or one that
 * seems to mean a given theme.
 */
export function showSuggestions(
  { coding, naming, view, hrefOf, attempt }: SuggestionsAsked,
  say: Say,
): Pick<Desk, 'suggestions' | 'more'> {
  const open = coding.suggestions
    .map((suggestion, at) => ({ suggestion, at, texts: openIn(coding, suggestion) }))
    .filter(({ suggestion, at, texts }) => at === attempt.at || isWorthShowing(suggestion, texts.length))
  const isAll = view.suggestions === 'all'
  const shown = isAll ? open : open.slice(0, shownFirst)
  const hidden = open.length - shown.length
  return {
    suggestions: shown.map(({ suggestion, at, texts }) => {
      const isTried = at === attempt.at
      const listed = coding.texts
        .filter(({ id }) => texts.includes(id) || (isTried && attempt.texts.includes(id)))
        .map((text) => ({
          id: text.id,
          text: text.text,
          times: timesOf(text, say),
          isTicked: !isTried || attempt.texts.includes(text.id),
        }))
      return {
        at,
        words: say(wordsOf(suggestion)),
        name: isTried ? attempt.name : nameFor(coding, suggestion, naming),
        theme: isTried ? attempt.theme : (suggestion.theme ?? ''),
        texts: listed.slice(0, textsFirst),
        others: listed.slice(textsFirst),
      }
    }),
    more:
      hidden > 0
        ? {
            href: hrefOf({ suggestions: 'all' }),
            label: say(message('coding.suggestions.more', { count: hidden })),
          }
        : null,
  }
}

function openIn({ codes }: Coding, { statements }: Suggestion): readonly string[] {
  return statements.filter((id) => codes.lead[id] === undefined)
}

function isWorthShowing({ theme }: Suggestion, open: number): boolean {
  return open > 1 || (open === 1 && theme !== undefined && theme !== null)
}

function wordsOf({ words }: Suggestion): Message {
  const [a, b, c, d] = words.map(({ words: same }) => same.join(' / '))
  if (a === undefined) return message('coding.suggestions.no-words')
  const said = [a, b, c, d].filter((word) => word !== undefined).join(' · ')
  return message('coding.suggestions.rests-on', { words: said })
}

const longestName = 80

function nameFor({ texts }: Coding, { exemplar, words }: Suggestion, naming: 'wording' | 'words'): string {
  const said =
    naming === 'wording'
      ? (texts.find(({ id }) => id === exemplar)?.text ?? '')
      : words
          .slice(0, 2)
          .flatMap(({ words: same }) => same.slice(0, 1))
          .join(', ')
  return said.slice(0, 1).toLocaleUpperCase() + said.slice(1, longestName)
}
