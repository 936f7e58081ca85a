import { z } from 'zod'
import { cleaned, nameOf, places, problemsIn } from '../../../static/js/priorities/answer-rules.js'
import type { CodedStatement } from './coded-test.ts'
import { questions } from './coded-test.ts'

/** What one executive wrote, by field, and what they agreed to: what an envelope holds. */
export type ExecutiveAnswers = {
  readonly language: string
  readonly mayShowRole: boolean
  readonly answers: Readonly<Record<string, string>>
}

/** One thing that was written, before it has an author's id or a theme. */
export type WrittenStatement = Omit<CodedStatement, 'id' | 'answer' | 'executive' | 'theme'> & {
  /** Statements of one answer have the same. */
  readonly answerOf: string
}

/** A form as it was posted: each field one line, with what is missing by field. */
export function readAnswers(body: unknown) {
  const answers = cleaned(z.record(z.string(), z.unknown()).catch({}).parse(body))
  return { answers, problems: problemsIn(answers) }
}

const content = z.object({
  version: z.literal(1),
  language: z.string().max(20),
  mayShowRole: z.boolean(),
  answers: z.record(z.string(), z.string()),
})

export function writeContent(answers: ExecutiveAnswers): string {
  return JSON.stringify({ version: 1, ...answers } satisfies z.input<typeof content>)
}

/** What came out of an envelope, held to the form; null for anything else. */
export function readContent(text: string): ExecutiveAnswers | null {
  const read = content.safeParse(parsed(text))
  if (!read.success) return null
  const { language, mayShowRole } = read.data
  const { answers, problems } = readAnswers(read.data.answers)
  return problems.length > 0 ? null : { language, mayShowRole, answers }
}

/** In the order of the form. A trade-off is two statements of one answer. */
export function writtenIn({ answers }: Pick<ExecutiveAnswers, 'answers'>): readonly WrittenStatement[] {
  return questions.flatMap((question) =>
    places.flatMap((place) => {
      const part = (name: string) => answers[nameOf(question, place, name)] ?? null
      const said = { question, place, side: null, target: null, team: null, answerOf: `${question}-${place}` }
      if (question === 'P2') {
        return (['chosen', 'over'] as const).flatMap((side) => withText({ ...said, side }, part(side)))
      }
      if (question === 'P4') return withText({ ...said, target: part('target') }, part('measure'))
      if (question === 'P5') return withText({ ...said, team: part('team') }, part('what'))
      return withText(said, part('text'))
    }),
  )
}

function withText(said: Omit<WrittenStatement, 'text'>, text: string | null): readonly WrittenStatement[] {
  return text === null ? [] : [{ ...said, text }]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
