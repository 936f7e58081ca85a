import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { message } from '../../../domain/message.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { type Errors, parseForm, typedText } from '../../../web/form.ts'
import { type GoalOfCheck, goalAddress, headOf, homeOf, interviewOf } from './find.ts'
import { wordsForm } from './forms.ts'
import type { InterviewRecord } from './interview-queries.ts'
import { wordsPage } from './pages.ts'
import { knownLanguage, languageOptions, openingScript, whoIs } from './words-of-trace.ts'
import { saveWords, type Words } from './words-queries.ts'

const address = '/checks/:checkId/goal-trace/interviews/:interviewId'

/** The live screen: typed while listening, saved every few seconds by its script, or by the button without one. */
export async function wordsRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(address, async (request, reply) => {
    const found = await interviewOf(request)
    const { interview } = found
    return drawWords(request, reply, { ...found, ...blank(deps), words: interview })
  })
  app.post(address, (request, reply) => keepWords(deps, request, reply))
}

const blank = ({ random }: Dependencies) => ({ screen: random.uuid(), errors: {}, theirs: null })

type Answer =
  | { readonly outcome: 'saved'; readonly version: number }
  | ({ readonly outcome: 'changed'; readonly version: number } & Words)
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused'; readonly reason: string }

async function keepWords(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const found = await interviewOf(request)
  const form = parseForm(wordsForm, request.body)
  if (!form.ok) {
    const [reason = message('web.error.value')] = Object.values(form.errors)
    if (isScript(request)) return answer(reply.code(422), { outcome: 'refused', reason: reply.say(reason) })
    const words = typedWords(typedText(request.body))
    // What was seen stays what was seen, or the next save would pass over somebody else's.
    const version = seenIn(request.body)
    const drawn = { ...found, ...blank(deps), words, version, errors: form.errors }
    return drawWords(request, reply.code(422), drawn)
  }
  const { next, screen, ...words } = form.value
  const { check, goal, interview } = found
  const known = { ...words, interviewId: interview.id, screen, language: knownLanguage(words.language) }
  const version = await saveWords(request.scope, known)
  if (version === null) return tellChanged(request, reply, { words, screen })
  if (isScript(request)) return answer(reply, { outcome: 'saved', version })
  reply.flash(message('tracing.words.saved'))
  const here = `${homeOf(check.id)}/interviews/${interview.id}`
  const places = { stay: here, marks: `${here}/marks`, goal: goalAddress(goal) }
  return reply.redirect(places[next], 303)
}

/** Nothing is overwritten unseen: the page shows both, and saving again is a decision. */
async function tellChanged(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: { readonly words: Words; readonly screen: string },
) {
  const found = await interviewOf(request)
  const { state, version, said, work, language, mayQuote } = found.interview
  const theirs = { said, work }
  reply.code(409)
  if (isScript(request))
    return answer(
      reply,
      state === 'sent' ? { outcome: 'sent' } : { outcome: 'changed', version, ...theirs, language, mayQuote },
    )
  return drawWords(request, reply, { ...found, ...typed, errors: {}, theirs })
}

function seenIn(body: unknown): number {
  const { version } = wordsForm.pick({ version: true }).catch({ version: 0 }).parse(body)
  return version
}

const isScript = (request: FastifyRequest) => request.headers.accept === 'application/json'

function answer(reply: FastifyReply, given: Answer) {
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(given))
}

function typedWords({
  said = '',
  work = '',
  language = '',
  mayQuote,
}: Readonly<Record<string, string>>): Words {
  return { said, work, language, mayQuote: mayQuote !== undefined }
}

type Drawn = GoalOfCheck & {
  readonly interview: InterviewRecord
  readonly words: Words
  readonly screen: string
  /** Of the words that were seen, where these are not the ones that are kept now. */
  readonly version?: number
  readonly errors: Errors
  readonly theirs: z.input<typeof wordsPage.schema>['theirs']
}

function drawWords(request: FastifyRequest, reply: FastifyReply, drawn: Drawn) {
  const { check, goal, interview, words, screen, errors, theirs } = drawn
  const say = reply.say.bind(reply)
  const who = say(whoIs(interview))
  const isSent = interview.state === 'sent'
  const { said, work, language, mayQuote } = isSent ? interview : words
  return reply.show(wordsPage, {
    title: say(message('tracing.words.title', { who })),
    ...headOf(reply, check, goal),
    here: who,
    errors,
    interviewId: interview.id,
    goalName: goal.name,
    who,
    name: interview.name === '' ? null : interview.name,
    script: openingScript(say),
    version: drawn.version ?? interview.version,
    screen,
    said,
    work,
    language: knownLanguage(language),
    mayQuote,
    languages: languageOptions(request.locale),
    isSent,
    theirs: isSent ? null : theirs,
    goalHref: goalAddress(goal),
    words: Object.fromEntries(spoken.map((name) => [name, say(message(`tracing.live.${name}`))])),
  })
}

/** What the script says. */
const spoken = [
  'saved',
  'saving',
  'typing',
  'offline',
  'signed-out',
  'changed',
  'sent',
  'found',
  'refused',
] as const
