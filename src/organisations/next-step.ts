import { type Message, message } from '../domain/message.ts'
import type { CheckStatus } from './queries.ts'

export type NextStep = { readonly text: Message; readonly action: Message; readonly href: string }

/** Fewer people than this are better heard in interviews (spec 02). */
export const fewestForSurvey = 20

/** What the consultant should do now. The newest check leads; before the first, the roster does. */
export function nextStep(organisation: {
  readonly id: string
  readonly people: number
  readonly leaders: number
  readonly newest: { readonly id: string; readonly name: string; readonly status: CheckStatus } | null
}): NextStep {
  const { id, people, leaders, newest } = organisation
  const rooms = `/app/organisations/${id}`
  if (newest !== null) return roundStep(newest, rooms)
  if (people === 0) return step('import', {}, `${rooms}/import`)
  if (leaders === 0) return step('leaders', {}, `${rooms}/people`)
  if (people < fewestForSurvey) return step('small', { people }, `${rooms}/checks/new`)
  return step('first-check', {}, `${rooms}/checks/new`)
}

function roundStep(newest: { id: string; name: string; status: CheckStatus }, rooms: string): NextStep {
  const { id, name, status } = newest
  const check = `/app/checks/${id}`
  const places = {
    draft: `${check}/sign-off`,
    open: check,
    closing: check,
    paused: check,
    closed: `${check}/findings`,
    reported: `${rooms}/checks/new`,
    discarded: `${rooms}/checks/new`,
  } satisfies Record<CheckStatus, string>
  return step(status, { name }, places[status])
}

function step(name: string, values: Record<string, string | number>, href: string): NextStep {
  return {
    text: message(`organisations.next.${name}`, values),
    action: message(`organisations.next.${name}-action`, values),
    href,
  }
}
