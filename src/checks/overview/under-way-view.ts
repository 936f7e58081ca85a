import type { z } from 'zod'
import { mayDiscard } from '../../collection/discard.ts'
import { type Message, message } from '../../domain/message.ts'
import type { Overview } from './overview-view.ts'
import type { overviewPage } from './pages.ts'

type View = z.input<(typeof overviewPage)['schema']>
export type Say = (key: string, values?: Record<string, string | number>) => string

export function isOpening({ opening }: Overview): boolean {
  return opening !== null && opening.end === null
}

/** Until it is open its record says that it is a trial, as of every draft. */
export function isBeingSealed(overview: Overview): boolean {
  return isOpening(overview) && overview.opening?.keys !== 0
}

export function notOpened({ opening }: Overview): Message | null {
  return opening === null || opening.end === null ? null : message(`checks.not-opened.${opening.end}`)
}

/** What goes on by itself and is worth waiting for. */
export function underWayView(overview: Overview, say: Say): View['underWay'] {
  const { check, opening, hasNoKeys } = overview
  if (check.status === 'closing' && !hasNoKeys) {
    const done = check.closeProgress
    return { title: say('closing.title'), done, text: say('closing.progress', { done }), note: null }
  }
  if (opening === null || !isOpening(overview)) return null
  const { keys, drawn } = opening
  return {
    title: say('opening.title'),
    done: keys === 0 ? 0 : Math.floor((drawn / keys) * 100),
    text: drawn < keys ? say('opening.keys', { drawn, keys }) : say('opening.inviting'),
    note: say('opening.note'),
  }
}

/** Why a round cannot simply go on. */
export function stuckView({ check, hasNoKeys }: Overview, say: Say): View['stuck'] {
  const { status } = check
  const why = hasNoKeys ? 'no-keys' : status === 'paused' || status === 'discarded' ? status : null
  if (why === null) return null
  return {
    title: say(`stuck.${why}.title`),
    text: say(`stuck.${why}.text`),
    canClose: why === 'paused',
    canDiscard: mayDiscard(status, hasNoKeys),
    isOver: why === 'discarded',
  }
}
