import { message } from '../domain/message.ts'
import { type Coder, noTheme } from './coding.ts'
import type { View } from './forms.ts'
import type { Desk, DeskAsked } from './show-desk.ts'
import { countShown, type Say } from './show-texts.ts'

const mostKeys = 9

export function choiceOf({ kept, coder, view }: DeskAsked, show: string, href: string) {
  return { href, isChosen: view.show === show, count: countShown(kept.coding, coder, show) }
}

export function themesOf(
  asked: DeskAsked,
  hrefOf: (view: Partial<View>) => string,
  say: Say,
): Desk['themes'] {
  const { themes } = asked.kept.coding
  const made = themes.map(({ id, name }, at) => ({
    ...choiceOf(asked, id, hrefOf({ show: id })),
    label: name,
    key: keyOf(at),
  }))
  const none = {
    ...choiceOf(asked, noTheme, hrefOf({ show: noTheme })),
    label: say(message('coding.no-theme')),
    key: '0',
  }
  return [...made, none]
}

export function keyOf(at: number): string | null {
  return at < mostKeys ? String(at + 1) : null
}

export function chosenTheme({ kept, view }: DeskAsked): Desk['chosen'] {
  const { themes } = kept.coding
  const theme = themes.find(({ id }) => id === view.show)
  if (theme === undefined) return null
  const others = themes
    .filter(({ id }) => id !== theme.id)
    .map(({ id, name }) => ({ value: id, label: name, key: null }))
  return { ...theme, others, count: countShown(kept.coding, 'lead', theme.id) }
}

export function keysFor(coder: Coder, say: Say): Desk['keys'] {
  const all = [
    ['j k', 'move'],
    ['x', 'tick'],
    ['1–9', 'assign'],
    ['0', 'none'],
    ...(coder === 'lead' ? [['a', 'accept']] : []),
    ['u', 'undo'],
    ['?', 'keys'],
  ] as const
  return all.map(([key, what]) => ({ key: key ?? '', text: say(message(`coding.key.${what}`)) }))
}
