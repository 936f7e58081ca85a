import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { fieldsOf, places, required } from '../../../../static/js/priorities/answer-rules.js'
import { type Message, message } from '../../../domain/message.ts'
import type { Errors } from '../../../web/form.ts'
import { type Question, questions } from '../coded-test.ts'
import type { Refusal } from './knock.ts'
import { endPage, formPage, landingPage } from './pages.ts'
import type { AskedTest, KnownExecutive } from './queries.ts'
import { scriptWords } from './words.ts'

const own = (key: string, values: Message['values'] = {}) => message(`sealing.${key}`, values)

function headOf(reply: FastifyReply, test: AskedTest, title: string) {
  const { organisation, runBy, publicId, checkName } = test
  const rest = reply.say(own('masthead', { check: checkName }))
  return {
    title: reply.say(own(title)),
    masthead: { name: organisation, rest },
    organisation,
    runBy,
    publicId,
  }
}

export function showLanding(
  reply: FastifyReply,
  test: AskedTest,
  { errors, code }: { readonly errors: Errors; readonly code: string } = { errors: {}, code: '' },
) {
  const head = headOf(reply, test, 'landing.title')
  return reply.show(landingPage, { ...head, asked: test.asked, words: scriptWords(reply), errors, code })
}

export type Filled = {
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly { readonly field: string; readonly problem: string }[]
}

/** `code` when it was typed by hand: then nothing is kept, and without scripts the server seals. */
export function showForm(
  reply: FastifyReply,
  test: AskedTest,
  given: { readonly executive: KnownExecutive; readonly code: string | null; readonly filled: Filled },
) {
  const { executive, code, filled } = given
  const errors = Object.fromEntries(
    filled.problems.map(({ field, problem }) => [field, problemText(problem)]),
  )
  return reply.show(formPage, {
    ...headOf(reply, test, 'form.title'),
    words: scriptWords(reply),
    errors,
    executive: executive.id,
    sealKey: test.sealKey,
    draft: code === null ? (executive.draft ?? '') : '',
    revision: executive.draftRevision,
    code,
    wasShown: executive.wasShown,
    hasRole: filled.typed.role === 'yes',
    questions: questions.map((question, place) => questionView(question, place + 1, { filled, errors })),
  })
}

export function problemText(problem: string): Message {
  return own(`problem.${problem}`)
}

type QuestionView = z.input<typeof formPage.schema>['questions'][number]

function questionView(
  code: Question,
  at: number,
  { filled, errors }: { readonly filled: Filled; readonly errors: Errors },
): QuestionView {
  return {
    code,
    at,
    isRequired: required.includes(code),
    legend: message(`priorities-test.question.${code}`),
    hint: own(`hint.${code}`),
    rows: places.map((place) => ({
      fields: fieldsOf(code)
        .filter((field) => field.place === place)
        .map(({ name, part, longest }) => ({
          ...{ name, longest },
          label: own(`field.${code}.${part}`, { number: place }),
          value: filled.typed[name] ?? '',
          error: errors[name] ?? null,
        })),
    })),
  }
}

/** A kind page that says why there is nothing to write, and what to do. */
export function showEnd(
  reply: FastifyReply,
  test: AskedTest | null,
  {
    reason,
    code = '',
    isNew = false,
  }: {
    readonly reason: Refusal | 'nowhere'
    readonly code?: string
    /** Sealed just now. */
    readonly isNew?: boolean
  },
) {
  const asksCode = reason === 'unknown' && test !== null
  const name = isNew ? 'just-sealed' : reason
  return reply.show(endPage, {
    title: reply.say(own(`end.${name}.title`)),
    masthead: test === null ? null : headOf(reply, test, 'landing.title').masthead,
    publicId: test?.publicId ?? '',
    reason: name,
    text: own(`end.${name}.text`),
    next: own(`end.${name}.next`),
    asksCode,
    code,
    errors: {},
  })
}
