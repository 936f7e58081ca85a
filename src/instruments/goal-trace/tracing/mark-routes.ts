import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { message } from '../../../domain/message.ts'
import { PageError } from '../../../web/errors.ts'
import { type MarkSheet, marks } from '../marks.ts'
import { coreElements, elements, type Reference } from '../reference.ts'
import { suggestMarks } from '../suggest-marks.ts'
import { type Connection, connections } from '../traced-goal.ts'
import { type GoalOfCheck, goalAddress, headOf, homeOf, interviewOf } from './find.ts'
import { marksForm } from './forms.ts'
import { type InterviewRecord, listInterviews } from './interview-queries.ts'
import { marksPage } from './pages.ts'
import { isMarked, isTaken } from './show-goals.ts'
import { whoIs } from './words-of-trace.ts'
import { saveMarks } from './words-queries.ts'

const address = '/checks/:checkId/goal-trace/interviews/:interviewId/marks'

/** Marking, after the interview: suggestions are explained and never decide. */
export async function markRoutes(app: FastifyInstance): Promise<void> {
  app.get(address, async (request, reply) => {
    const found = await interviewOf(request)
    const { marks, connection } = found.interview
    return drawMarks(reply, { ...found, marks, connection, isChanged: false })
  })
  app.post(address, keepMarks)
}

async function keepMarks(request: FastifyRequest, reply: FastifyReply) {
  const found = await interviewOf(request)
  const { check, goal, interview } = found
  const form = marksForm.safeParse(request.body)
  if (!form.success) throw new PageError('bad-request', 400)
  const { version, marksVersion, connection } = form.data
  const stated = elements.filter((element) => isStated(goal.reference, element))
  const given = Object.fromEntries(
    stated.flatMap((element) => {
      const mark = form.data[`mark-${element}`]
      return mark === undefined ? [] : [[element, mark] as const]
    }),
  )
  const suggested = suggestionsFor(found)
  const saving = { interviewId: interview.id, version, marksVersion, connection, marks: given, suggested }
  if (!(await saveMarks(request.scope, saving)))
    return drawMarks(reply.code(409), { ...found, marks: given, connection, isChanged: true })
  reply.flash(message('tracing.marks.saved', { who: whoIs(interview) }))
  const others = await listInterviews(request.scope, goal.id)
  const next = others.find((one) => isTaken(one) && !isMarked(one, goal.reference))
  return reply.redirect(
    next === undefined ? goalAddress(goal) : `${homeOf(check.id)}/interviews/${next.id}/marks`,
    303,
  )
}

type Found = GoalOfCheck & { readonly interview: InterviewRecord }

function suggestionsFor({ check, goal, interview }: Found) {
  const languages = [...new Set([interview.language, ...check.languages])]
  return suggestMarks({ reference: goal.reference, said: interview.said, languages })
}

const isStated = (reference: Reference, element: keyof Reference) => reference[element].trim() !== ''

type Drawn = Found & {
  readonly marks: MarkSheet
  readonly connection: Connection | null
  readonly isChanged: boolean
}

function drawMarks(reply: FastifyReply, drawn: Drawn) {
  const { check, goal, interview, connection, isChanged } = drawn
  const say = reply.say.bind(reply)
  const who = say(whoIs(interview))
  const suggestions = suggestionsFor(drawn)
  const open = { value: '', label: say(message('tracing.marks.open')), hint: null }
  return reply.show(marksPage, {
    title: say(message('tracing.marks.title', { who })),
    ...headOf(reply, check, goal),
    here: say(message('tracing.marks.here')),
    interviewId: interview.id,
    goalName: goal.name,
    who,
    version: interview.version,
    marksVersion: interview.marksVersion,
    said: paragraphsOf(interview.said),
    work: paragraphsOf(interview.work),
    isChanged,
    elements: elements
      .filter((element) => isStated(goal.reference, element))
      .map((element) => {
        const found = suggestions.find((one) => one.element === element)
        return {
          name: `mark-${element}`,
          legend: say(message(`goal-trace.element.${element}`)),
          reference: goal.reference[element],
          isScored: coreElements.some((core) => core === element),
          value: drawn.marks[element] ?? '',
          suggestion:
            found === undefined
              ? null
              : { mark: say(message(`goal-trace.mark.${found.mark}`)), because: found.because },
        }
      }),
    marks: [
      ...marks.map((value) => ({ value, label: say(message(`goal-trace.mark.${value}`)), hint: null })),
      open,
    ],
    connection: connection ?? '',
    connections: [
      ...connections.map((value) => ({
        value,
        label: say(message(`goal-trace.connection.${value}`)),
        hint: null,
      })),
      { value: '', label: say(message('tracing.marks.not-asked')), hint: null },
    ],
    wordsHref: `${homeOf(check.id)}/interviews/${interview.id}`,
    goalHref: goalAddress(goal),
  })
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n+/).filter((line) => line.trim() !== '')
}
