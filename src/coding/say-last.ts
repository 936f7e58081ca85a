import { message } from '../domain/message.ts'
import type { Coder, Step } from './coding.ts'
import type { KeptCoding } from './queries.ts'
import { lastStanding } from './replay.ts'
import { nameOf, type Say } from './show-texts.ts'

/** The step that an undo would take back, in words; null when there is none. */
export function sayLast({ coding, events }: KeptCoding, coder: Coder, say: Say): string | null {
  const step = lastStanding(events, coder)
  if (step === null) return null
  const theme = (code: string) => nameOf(coding, code, say)
  return say(message(`coding.last.${step.kind}`, valuesOf(step, theme)))
}

function valuesOf(step: Step, theme: (code: string) => string): Record<string, string | number> {
  if (step.kind === 'assign')
    return {
      count: step.texts.length,
      theme: step.theme === null ? '' : theme(step.theme),
      isTaken: step.theme === null ? 'no' : 'yes',
    }
  if (step.kind === 'merge') return { theme: theme(step.into) }
  if (step.kind === 'split') return { count: step.texts.length, theme: theme(step.into.id) }
  if (step.kind === 'rename') return { theme: step.name }
  if (step.kind === 'accept' || step.kind === 'add') return { theme: theme(step.theme.id) }
  return {}
}
