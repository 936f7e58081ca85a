import type { AskedCheck } from '../../../collection/check-queries.ts'
import type { Message } from '../../../domain/message.ts'
import type { Errors } from '../../../web/form.ts'
import {
  allPriorities,
  cantSay,
  longestObstacle,
  longestPriority,
  noIdea,
  noneOfThem,
  priorityFields,
  type SurveySetUp,
} from '../answers.ts'
import { chooseItems } from '../items.ts'
import { countQuestions, type Section, surveySections } from '../sections.ts'
import type { StepView } from './pages.ts'
import { summariseErrors } from './summarise-errors.ts'

/** What one side of a check is asked: frozen when the check was opened. */
export function setUpOf(check: AskedCheck, isLeader: boolean): SurveySetUp {
  const items = chooseItems({ dropped: check.droppedItems, added: check.bankItems })
  return { items, priorities: check.priorities, isLeader }
}

export type Filled = { readonly typed: Readonly<Record<string, string>>; readonly errors: Errors }
type Say = (text: Message) => string

const own = (key: string, values: Message['values'] = {}): Message => ({
  key: `clarity-survey.${key}`,
  values,
})

/** The whole form as the page shows it: every step, with what was typed and what is wrong. */
export function askAll(setUp: SurveySetUp, filled: Filled, say: Say) {
  const total = countQuestions(setUp)
  const scale = ['5', '4', '3', '2', '1', cantSay].map((value) => ({
    value,
    label: say(own(`scale.${value}`)),
    apart: value === cantSay,
  }))
  return {
    errors: summariseErrors(setUp, filled.errors),
    scale,
    shares: shareOptions(say),
    longestPriority,
    longestObstacle,
    steps: surveySections(setUp).map((section) => askStep(section, { setUp, filled, say, total })),
  }
}

type Asking = {
  readonly setUp: SurveySetUp
  readonly filled: Filled
  readonly say: Say
  readonly total: number
}

function askStep(section: Section, asking: Asking): StepView {
  const { kind, codes } = section
  return {
    kind,
    label: labelOf(section, asking),
    statements: kind === 'statements' ? codes.map((code) => question(code, `item.${code}`, asking)) : [],
    named: kind === 'named' ? askNamed(asking) : null,
    serves: kind === 'serves' ? askServes(asking) : null,
    obstacle: kind === 'obstacle' ? askObstacle(asking) : null,
    estimates: kind === 'estimates' ? codes.map((code) => askEstimate(code, asking)) : [],
    explainsEstimates: kind === 'estimates' && !codes.includes(allPriorities),
  }
}

function labelOf({ from, to }: Section, { say, total }: Asking): string {
  return say(own(from === to ? 'section.one' : 'section.statements', { from, to, total }))
}

function question(name: string, key: string, { filled, say }: Asking) {
  return {
    name,
    legend: say(own(key)),
    value: filled.typed[name] ?? null,
    error: filled.errors[name] ?? null,
  }
}

function askNamed({ filled, say }: Asking): StepView['named'] {
  const fields = priorityFields.map((name, at) => ({
    name,
    label: say(own('q1.field', { number: at + 1 })),
    value: filled.typed[name] ?? '',
  }))
  const wrong = priorityFields.find((name) => filled.errors[name] !== undefined)
  const error = wrong === undefined ? null : (filled.errors[wrong] ?? null)
  return { fields, noneKnown: filled.typed.noneKnown !== undefined, error }
}

function askServes(asking: Asking): StepView['serves'] {
  const { setUp, say } = asking
  const agreed = setUp.priorities.map(({ id, text }) => ({ value: id, label: text, apart: false }))
  const others = [
    { value: noneOfThem, label: say(own('q1b.none')), apart: true },
    { value: cantSay, label: say(own('q1b.cant-say')), apart: false },
  ]
  return { ...question('serves', 'q1b.title', asking), options: [...agreed, ...others] }
}

function askObstacle({ filled }: Asking): StepView['obstacle'] {
  return { value: filled.typed.obstacle ?? '', error: filled.errors.obstacle ?? null }
}

function askEstimate(code: string, asking: Asking): StepView['estimates'][number] {
  const isRecall = code === allPriorities
  const name = `estimate-${code}`
  const { say } = asking
  return {
    ...question(name, isRecall ? 'estimates.all-priorities' : `item.${code}`, asking),
    intro: isRecall ? null : say(own('estimates.question')),
  }
}

function shareOptions(say: Say) {
  const shares = Array.from({ length: 11 }, (_, at) => at * 10)
  return [
    { value: '', label: say(own('estimates.empty')), apart: false },
    ...shares.map((percent) => ({
      value: String(percent),
      label: say(own('estimates.share', { percent })),
      apart: false,
    })),
    { value: noIdea, label: say(own('estimates.no-idea')), apart: false },
  ]
}
