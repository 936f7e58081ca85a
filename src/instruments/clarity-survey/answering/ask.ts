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
import { chooseItems, sayItem } from '../items.ts'
import { countQuestions, type Section, surveySections } from '../sections.ts'
import { contractOfAsked } from './facts.ts'
import type { StepView } from './pages.ts'
import { summariseErrors } from './summarise-errors.ts'

/** What one side of a check is asked: frozen when the check was opened. */
export function setUpOf(check: AskedCheck, isLeader: boolean): SurveySetUp {
  return { items: chooseItems(check), priorities: check.priorities, isLeader }
}

/** What a form is drawn for: a check, one side of it, a language. */
export type Form = { readonly check: AskedCheck; readonly setUp: SurveySetUp; readonly language: string }

export type Filled = { readonly typed: Readonly<Record<string, string>>; readonly errors: Errors }
type Say = (text: Message) => string

const own = (key: string, values: Message['values'] = {}): Message => ({
  key: `clarity-survey.${key}`,
  values,
})

/** The whole form as the page shows it: every step, with what was typed and what is wrong. */
export function askAll(form: Form, filled: Filled, say: Say) {
  const { setUp } = form
  const total = countQuestions(setUp)
  const scale = ['5', '4', '3', '2', '1', cantSay].map((value) => ({
    value,
    label: say(own(`scale.${value}`)),
    apart: value === cantSay,
  }))
  return {
    errors: summariseErrors(form, filled.errors),
    scale,
    shares: shareOptions(say),
    longestPriority,
    longestObstacle,
    steps: surveySections(setUp).map((section) => askStep(section, { ...form, filled, say, total })),
  }
}

type Asking = Form & {
  readonly filled: Filled
  readonly say: Say
  readonly total: number
}

function askStep(section: Section, asking: Asking): StepView {
  const { kind, codes } = section
  return {
    kind,
    label: labelOf(section, asking),
    added: section.isOwn ? addedBy(asking) : null,
    statements: kind === 'statements' ? codes.map((code) => statement(code, asking)) : [],
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

function addedBy({ check, say }: Asking): StepView['added'] {
  const { organisation } = check
  const { detail } = contractOfAsked(check).rule
  return {
    title: say(own('own.title', { organisation })),
    hint: say(own('own.hint', { detail })),
  }
}

function statement(code: string, asking: Asking) {
  const { setUp, language } = asking
  const item = setUp.items.find((each) => each.code === code)
  return question(code, sayItem(item ?? { code }, language), asking)
}

function question(name: string, text: Message, { filled, say }: Asking) {
  return {
    name,
    legend: say(text),
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
  return { ...question('serves', own('q1b.title'), asking), options: [...agreed, ...others] }
}

function askObstacle({ filled }: Asking): StepView['obstacle'] {
  return { value: filled.typed.obstacle ?? '', error: filled.errors.obstacle ?? null }
}

function askEstimate(code: string, asking: Asking): StepView['estimates'][number] {
  const isRecall = code === allPriorities
  const name = `estimate-${code}`
  const { say } = asking
  return {
    ...question(name, own(isRecall ? 'estimates.all-priorities' : `item.${code}`), asking),
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
