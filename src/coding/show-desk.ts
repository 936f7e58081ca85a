import type { z } from 'zod'
import { type Message, message } from '../domain/message.ts'
import { codersOf } from './coders.ts'
import type { Coder, Coding } from './coding.ts'
import { isGiven } from './coding.ts'
import type { View } from './forms.ts'
import type { deskPage } from './pages.ts'
import type { KeptCoding } from './queries.ts'
import { sayCoders } from './say-coders.ts'
import { sayLast } from './say-last.ts'
import { choiceOf, chosenTheme, keyOf, keysFor, themesOf } from './show-codebook.ts'
import { showSuggestions } from './show-suggestions.ts'
import { countShown, countWritten, type Say, showTexts } from './show-texts.ts'
import type { CodingSubject } from './subject.ts'

export type Desk = NonNullable<z.input<typeof deskPage.schema>['desk']>

/** A step that was not kept: shown again with everything that was typed and ticked. */
export type Attempt = {
  readonly isBehind: boolean
  readonly problem: Message | null
  readonly suggestion: number | null
  readonly texts: readonly string[]
  readonly theme: string
  readonly name: string
}

export const noAttempt: Attempt = {
  isBehind: false,
  problem: null,
  suggestion: null,
  texts: [],
  theme: '',
  name: '',
}

export type DeskAsked = {
  readonly subject: CodingSubject
  readonly checkId: string
  readonly kept: KeptCoding
  readonly coder: Coder
  readonly view: View
  readonly attempt: Attempt
}

/** Assumed: reading a line, a number key and on. */
const secondsEach = 2

export function showDesk(asked: DeskAsked, say: Say): Desk {
  const { subject, checkId, kept, coder, view, attempt } = asked
  const { coding, start, events, seed, revision } = kept
  const base = codingHref(checkId, subject)
  const own = coder === 'lead' ? base : `${base}/second`
  const hrefOf = (part: Partial<View>) => `${own}?${queryOf({ ...view, page: 1, ...part })}`
  const isOpen = coder === 'lead' ? !coding.isFrozen : !coding.isCompared
  const mayName = coder === 'lead' && isOpen && !isGiven(start)
  const isBare = attempt.suggestion !== null
  return {
    coder,
    isGiven: isGiven(start),
    isOpen,
    mayName,
    isOpenShown: view.show === 'open',
    action: hrefOf({ page: view.page }),
    revision,
    notice: attempt.isBehind ? say(message('coding.behind')) : null,
    problem: attempt.problem === null ? null : say(attempt.problem),
    progress: progressOf(coding, coder, say),
    last: isOpen ? sayLast(kept, coder, say) : null,
    shown: ['open', 'all', ...(coding.isCompared ? ['differences'] : [])].map((show) => ({
      ...choiceOf(asked, show, hrefOf({ show })),
      label: say(message(`coding.show.${show}`)),
      key: null,
    })),
    themes: themesOf(asked, hrefOf, say),
    options: coding.themes.map(({ id, name }, at) => ({
      value: id,
      label: name,
      key: keyOf(at),
    })),
    chosen: mayName ? chosenTheme(asked) : null,
    ...(coder === 'lead' && isOpen && (view.show === 'open' || isBare)
      ? showSuggestions(
          {
            coding,
            view,
            hrefOf,
            naming: subject.naming,
            attempt: { ...attempt, at: attempt.suggestion },
          },
          say,
        )
      : { suggestions: [], more: null }),
    ...showTexts(
      {
        ...{ coding, coder, seed, view, hrefOf },
        questions: subject.questions,
        ticked: isBare ? [] : attempt.texts,
      },
      say,
    ),
    typed: isBare ? { theme: '', name: '' } : { theme: attempt.theme, name: attempt.name },
    agreement: coder === 'lead' ? sayCoders(codersOf(start, events)) : [],
    second: coder === 'lead' ? secondLink(asked, base, say) : null,
    canFinish: coder === 'second' && isOpen && countShown(coding, 'second', 'open') === 0,
    freezeHref: coder === 'lead' && isOpen && isAllCoded(coding) ? `${base}/freeze` : null,
    back: backOf(subject, checkId, say),
    keys: keysFor(coder, say),
  }
}

export function codingHref(checkId: string, { code }: CodingSubject): string {
  return `/app/checks/${checkId}/coding/${code}`
}

export function backOf({ back }: CodingSubject, checkId: string, say: Say) {
  return { href: `/app/checks/${checkId}${back.path}`, label: say(back.label) }
}

export function isAllCoded(coding: Coding): boolean {
  return countShown(coding, 'lead', 'open') === 0
}

// Only what differs from the usual stands in the address.
function queryOf({ show, page, suggestions, handedOver }: View): string {
  return new URLSearchParams({
    show,
    ...(page > 1 ? { page: String(page) } : {}),
    ...(suggestions === 'all' ? { suggestions } : {}),
    ...(handedOver === 'yes' ? { handedOver } : {}),
  }).toString()
}

function progressOf(coding: Coding, coder: Coder, say: Say): Desk['progress'] {
  const of = countWritten(coding, coder, 'all')
  const coded = of - countWritten(coding, coder, 'open')
  const left = countShown(coding, coder, 'open')
  return {
    done: of === 0 ? 100 : Math.floor((100 * coded) / of),
    text: say(
      message('coding.progress', {
        coded,
        of,
        left,
        minutes: Math.ceil((left * secondsEach) / 60),
      }),
    ),
  }
}

function secondLink({ kept, subject }: DeskAsked, base: string, say: Say): Desk['second'] {
  const { coding } = kept
  if (coding.isCompared || coding.isForgotten === true || coding.themes.length === 0) return null
  const coded = coding.texts.length - countShown(coding, 'second', 'open')
  const state = coded === 0 ? 'none' : 'some'
  return {
    href: `${base}/second`,
    text: say(message(`coding.second.${state}`, { coded, of: coding.texts.length, subject: subject.title })),
  }
}
