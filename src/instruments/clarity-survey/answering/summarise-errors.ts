import { type Message, message } from '../../../domain/message.ts'
import type { Errors } from '../../../web/form.ts'
import { allPriorities, estimatedIn, priorityFields, type SurveySetUp } from '../answers.ts'
import { sayItem } from '../items.ts'

type SummarisedForm = { readonly setUp: SurveySetUp; readonly language: string }

/**
 * What stands at the top of a form that came back, in the order of the form. Twenty times "choose one answer" would
 * help nobody: a question without an answer is named by its own words, a field with a wrong one by what is wrong.
 */
export function summariseErrors({ setUp, language }: SummarisedForm, errors: Errors): Errors {
  const fields = [...itemFields(setUp, language), ...otherFields(), ...estimateFields(setUp)]
  const wrong = fields.flatMap(([name, words]): [string, Message][] => {
    const error = errors[name]
    return error === undefined ? [] : [[name, words ?? error]]
  })
  return Object.fromEntries(wrong)
}

type Field = readonly [name: string, words: Message | null]

function itemFields({ items }: SurveySetUp, language: string): readonly Field[] {
  return items.map((item) => [item.code, sayItem(item, language)])
}

function otherFields(): readonly Field[] {
  const named = priorityFields.map((name): Field => [name, null])
  return [...named, ['serves', message('clarity-survey.q1b.title')], ['obstacle', null]]
}

function estimateFields(setUp: SurveySetUp): readonly Field[] {
  return estimatedIn(setUp).map((code) => [
    `estimate-${code}`,
    message(`clarity-survey.${code === allPriorities ? 'estimates.all-priorities' : `item.${code}`}`),
  ])
}
