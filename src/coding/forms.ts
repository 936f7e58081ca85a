import { z } from 'zod'
import { type Message, message } from '../domain/message.ts'
import { type Coder, type CodingEvent, noTheme } from './coding.ts'

export const textsOnPage = 50

/** What of the texts is shown: not coded yet, all, no theme, where the coders differ, or a theme's id; empty: what is to do. */
export const viewQuery = z.object({
  show: z.string().max(100).catch('').default(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
  suggestions: z.enum(['some', 'all']).catch('some').default('some'),
  handedOver: z.enum(['yes', 'no']).catch('no').default('no'),
})
export type View = z.output<typeof viewQuery>

const list = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .catch([])
  .default([])
const word = z.string().trim().max(500).catch('').default('')

const stepForm = z.object({
  act: z
    .enum(['assign', 'none', 'clear', 'add', 'split', 'accept', 'rename', 'merge', 'undo', 'finish'])
    .catch('assign'),
  revision: z.coerce.number().int().min(0).catch(0),
  suggestion: z.coerce.number().int().min(0).nullable().catch(null).default(null),
  texts: list,
  theme: word,
  from: word,
  into: word,
  name: word,
})
export type StepForm = z.output<typeof stepForm>

/** The form that freezes asks for the name of the check. */
export const freezeForm = z.object({ revision: z.coerce.number().int().min(0).catch(0), name: word })

export type AskedStep = { readonly form: StepForm; readonly event: CodingEvent | Message }

export function isEvent(asked: CodingEvent | Message): asked is CodingEvent {
  return 'kind' in asked
}

/** What a coder asks for; a message where the form leaves out what it needs. `newId` for a theme that is new. */
export function readStep(body: unknown, coder: Coder, newId: () => string): AskedStep {
  const form = stepForm.parse(body ?? {})
  return { form, event: eventOf(form, coder, newId) }
}

function eventOf(form: StepForm, coder: Coder, newId: () => string): CodingEvent | Message {
  const { act, texts, theme, from, into, name, suggestion } = form
  if (act === 'undo' || act === 'finish') return { coder, kind: act }
  if (act === 'none') return { coder, kind: 'assign', texts, theme: noTheme }
  if (act === 'clear') return { coder, kind: 'assign', texts, theme: null }
  const made = { id: newId(), name }
  // Enter in the field of a name presses the form's first button.
  const isNaming = act === 'add' || (act === 'assign' && theme === '' && name !== '')
  if (isNaming) return { coder, kind: 'add', theme: made, texts }
  if (act === 'assign')
    return theme === '' ? message('coding.refused.choose-theme') : { coder, kind: 'assign', texts, theme }
  if (act === 'rename') return { coder, kind: 'rename', theme, name }
  if (act === 'merge')
    return into === ''
      ? message('coding.refused.merge-with-itself')
      : { coder, kind: 'merge', themes: [theme], into }
  if (act === 'split') return { coder, kind: 'split', theme: from, texts, into: made }
  return { coder, kind: 'accept', suggestion: suggestion ?? -1, texts, theme: made }
}
