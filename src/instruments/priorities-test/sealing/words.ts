import type { FastifyReply } from 'fastify'
import { message } from '../../../domain/message.ts'
import { questions } from '../coded-test.ts'

const names = [
  ...['loading', 'begin', 'resume', 'retry', 'unreachable', 'broken'],
  ...['keeps', 'kept', 'resumed', 'unkept', 'unreadable', 'offline', 'elsewhere', 'take', 'keep'],
  ...[
    'review',
    'reviewTitle',
    'reviewText',
    'roleYes',
    'roleNo',
    'nothing',
    'seal',
    'back',
    'sealing',
    'unsent',
    'still',
    'look',
    'refused',
    'undecided',
  ],
] as const
const problems = ['P1', 'P3', 'P4', 'over', 'chosen', 'measure', 'what']
const joined = ['P2', 'P4', 'P5']

/** What the script says, in the reader's language. */
export function scriptWords(reply: FastifyReply): Record<string, string> {
  const say = (key: string) => reply.say(message(key))
  return Object.fromEntries([
    ...names.map((name) => [name, say(`sealing.words.${name}`)]),
    ...problems.map((problem) => [`problem.${problem}`, say(`sealing.problem.${problem}`)]),
    ...questions.map((question) => [`question.${question}`, say(`priorities-test.question.${question}`)]),
    ...joined.map((question) => [`answer.${question}`, say(`sealing.answer.${question}`)]),
    ['summary', say('web.field.summary')],
  ])
}
