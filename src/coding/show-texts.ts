import type { z } from 'zod'
import { type Message, message } from '../domain/message.ts'
import { type CodedText, type Coder, type Coding, noTheme } from './coding.ts'
import { blindOrder } from './coding-progress.ts'
import { textsOnPage, type View } from './forms.ts'
import type { deskPage } from './pages.ts'

export type Say = (text: Message) => string
type Desk = NonNullable<z.input<typeof deskPage.schema>['desk']>

export type TextsAsked = {
  readonly coding: Coding
  readonly coder: Coder
  readonly seed: number
  readonly view: View
  readonly questions: Readonly<Record<string, Message>>
  /** Texts that were ticked in a step that was not kept: they are shown whatever else is. */
  readonly ticked: readonly string[]
  readonly hrefOf: (view: Partial<View>) => string
}

/** One page of texts as this coder sees them. */
export function showTexts(asked: TextsAsked, say: Say): Pick<Desk, 'texts' | 'pager' | 'emptyText'> {
  const { coding, seed, view, ticked, hrefOf } = asked
  const found = blindOrder(coding.texts, seed).filter((text) => isShown(asked, text))
  const last = Math.max(1, Math.ceil(found.length / textsOnPage))
  const page = Math.min(view.page, last)
  const onPage = found.slice((page - 1) * textsOnPage, page * textsOnPage)
  const kept = coding.texts.filter(({ id }) => ticked.includes(id) && !onPage.some((text) => text.id === id))
  return {
    texts: [...kept, ...onPage].map((text) => showText(asked, text, say)),
    pager:
      last === 1
        ? null
        : {
            previous: page > 1 ? hrefOf({ page: page - 1 }) : null,
            next: page < last ? hrefOf({ page: page + 1 }) : null,
            text: say(message('coding.page', { page, last })),
          },
    emptyText: say(message(view.show === 'open' ? 'coding.empty.open' : 'coding.empty.other')),
  }
}

/** How many texts a view shows. */
export function countShown(coding: Coding, coder: Coder, show: string): number {
  return coding.texts.filter((text) => belongs(coding, coder, { show, text })).length
}

/** The same, each text as often as it was written. */
export function countWritten(coding: Coding, coder: Coder, show: string): number {
  const shown = coding.texts.filter((text) => belongs(coding, coder, { show, text }))
  return shown.reduce((sum, { times = 1 }) => sum + times, 0)
}

function isShown({ coding, coder, view }: TextsAsked, text: CodedText): boolean {
  return belongs(coding, coder, { show: view.show, text })
}

function belongs(
  { codes, isCompared }: Coding,
  coder: Coder,
  { show, text }: { readonly show: string; readonly text: CodedText },
): boolean {
  const code = codes[coder][text.id]
  if (show === 'all') return true
  if (show === 'open') return code === undefined
  if (show === 'differences') return isCompared && code !== codes[otherThan(coder)][text.id]
  return code === show
}

function showText({ coding, coder, questions, ticked }: TextsAsked, text: CodedText, say: Say) {
  const question = questions[text.question]
  const own = coding.codes[coder][text.id]
  const other = coding.codes[otherThan(coder)][text.id]
  return {
    id: text.id,
    text: text.text,
    question: question === undefined ? null : say(question),
    times: timesOf(text, say),
    theme: own === undefined ? null : nameOf(coding, own, say),
    other: coding.isCompared && other !== undefined && other !== own ? nameOf(coding, other, say) : null,
    isTicked: ticked.includes(text.id),
  }
}

export function timesOf({ times = 1 }: CodedText, say: Say): string | null {
  return times === 1 ? null : say(message('coding.times', { count: times }))
}

export function nameOf({ themes }: Coding, code: string, say: Say): string {
  if (code === noTheme) return say(message('coding.no-theme'))
  return themes.find(({ id }) => id === code)?.name ?? say(message('coding.theme-gone'))
}

function otherThan(coder: Coder): Coder {
  return coder === 'lead' ? 'second' : 'lead'
}
