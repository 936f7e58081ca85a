import type { Message } from '../../../domain/message.ts'
import type { Errors } from '../../../web/form.ts'
import { allPriorities, estimatedIn, priorityFields, type SurveySetUp } from '../answers.ts'

/**
 * What stands at the top of a form that came back, in the order of the form. Twenty times "choose one answer" would
 * help nobody: a question without an answer is named by its own words, a field with a wrong one by what is wrong.
 */
export function summariseErrors(setUp: SurveySetUp, errors: Errors): Errors {
  const fields = [...itemFields(setUp), ...otherFields(), ...estimateFields(setUp)]
  const wrong = fields.flatMap(([name, words]): [string, Message][] => {
    const error = errors[name]
    return error === undefined ? [] : [[name, words === null ? error : { key: `clarity-survey.${words}` }]]
  })
  return Object.fromEntries(wrong)
}

type Field = readonly [name: string, words: string | null]

function itemFields({ items }: SurveySetUp): readonly Field[] {
  return items.map(({ code }) => [code, `item.${code}`])
}

function otherFields(): readonly Field[] {
  const named = priorityFields.map((name): Field => [name, null])
  return [...named, ['serves', 'q1b.title'], ['obstacle', null]]
}

function estimateFields(setUp: SurveySetUp): readonly Field[] {
  return estimatedIn(setUp).map((code) => [
    `estimate-${code}`,
    code === allPriorities ? 'estimates.all-priorities' : `item.${code}`,
  ])
}
