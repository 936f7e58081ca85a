import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { audit } from '../../../access/require-account.ts'
import { readRoster } from '../../../checks/queries.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { type Errors, parseForm, typedText } from '../../../web/form.ts'
import { levels } from '../chain.ts'
import { arrangeChain, refusalOf } from './arrange-chain.ts'
import { type GoalOfCheck, goalAddress, goalOf, headOf, homeOf, interviewOf } from './find.ts'
import { interviewForm, removalForm } from './forms.ts'
import { holdingGoal } from './goal-queries.ts'
import {
  addInterview,
  changeInterview,
  type InterviewFields,
  type InterviewRecord,
  listInterviews,
  nextPosition,
  removeInterview,
} from './interview-queries.ts'
import { interviewFormPage } from './pages.ts'
import { knownLanguage, whoIs } from './words-of-trace.ts'

const home = '/checks/:checkId/goal-trace'

/** Whom a goal is followed through: added, moved in the chain, removed. */
export async function interviewRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const add = `${home}/goals/:goalId/interviews/new`
  const one = `${home}/interviews/:interviewId`
  app.get(add, askForInterview)
  app.post(add, (request, reply) => keepNew(deps, request, reply))
  app.get(`${one}/edit`, async (request, reply) => {
    const found = await interviewOf(request)
    return drawForm(request, reply, { ...found, fields: fieldsOf(found.interview), errors: {} })
  })
  app.post(`${one}/edit`, (request, reply) => keepChanged(request, reply))
  app.post(`${one}/remove`, (request, reply) => removeOne(deps, request, reply))
}

async function askForInterview(request: FastifyRequest, reply: FastifyReply) {
  const found = await goalOf(request)
  const { below } = request.query as { readonly below?: unknown }
  const all = await listInterviews(request.scope, found.goal.id)
  const above = all.find(({ id }) => id === below)
  const fields = above === undefined ? blank : { ...blank, ...belowIt(above) }
  return drawForm(request, reply, { ...found, interview: null, fields, errors: {} })
}

function belowIt({ id, level, team }: InterviewRecord) {
  return { reportsTo: id, team, level: levels[levels.indexOf(level) + 1] ?? level }
}

async function keepNew(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const found = await goalOf(request)
  const { check, goal } = found
  const form = parseForm(interviewForm, request.body)
  if (!form.ok) {
    const fields = typedFields(form.typed)
    return drawForm(request, reply.code(422), { ...found, interview: null, fields, errors: form.errors })
  }
  const id = deps.random.uuid()
  const { next, ...person } = form.value
  const refused = await holdingGoal(request.scope, goal.id, async (scope) => {
    const all = await listInterviews(scope, goal.id)
    const reason = refusalOf([...all, { ...person, id }])
    if (reason !== null) return reason
    const position = nextPosition(all)
    const language = knownLanguage(check.languages[0])
    await addInterview(scope, { ...person, id, checkId: check.id, goalId: goal.id, position, language })
    return null
  })
  if (refused !== null) return drawRefused(request, reply, { ...found, interview: null, refused })
  reply.flash(message('tracing.interview-added', { who: whoIs({ ...person, id }) }))
  const beside = person.reportsTo === null ? '' : `?below=${person.reportsTo}`
  const more = `${goalAddress(goal)}/interviews/new${beside}`
  return reply.redirect(next === 'more' ? more : goalAddress(goal), 303)
}

async function keepChanged(request: FastifyRequest, reply: FastifyReply) {
  const found = await interviewOf(request)
  const { goal, interview } = found
  const form = parseForm(interviewForm, request.body)
  if (!form.ok) {
    const fields = typedFields(form.typed)
    return drawForm(request, reply.code(422), { ...found, fields, errors: form.errors })
  }
  const { next: _, ...person } = form.value
  const refused = await holdingGoal(request.scope, goal.id, async (scope) => {
    const all = await listInterviews(scope, goal.id)
    const reason = refusalOf(all.map((one) => (one.id === interview.id ? { ...one, ...person } : one)))
    if (reason === null) await changeInterview(scope, interview.id, person)
    return reason
  })
  if (refused !== null) return drawRefused(request, reply, { ...found, refused })
  return reply.redirect(goalAddress(goal), 303)
}

type Refused = GoalOfCheck & { readonly interview: InterviewRecord | null; readonly refused: Message }

function drawRefused(request: FastifyRequest, reply: FastifyReply, { refused, ...found }: Refused) {
  const fields = typedFields(typedText(request.body))
  return drawForm(request, reply.code(422), { ...found, fields, errors: { reportsTo: refused } })
}

// Whoever has interviews below is removed after them: else those would report to nobody.
async function removeOne(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const found = await interviewOf(request)
  const { goal, interview } = found
  const { name } = removalForm.parse(request.body ?? {})
  const fields = fieldsOf(interview)
  if (name !== interview.role)
    return drawForm(request, reply.code(422), { ...found, fields, errors: {}, removal: name })
  const refused = await holdingGoal(request.scope, goal.id, async (scope) => {
    const all = await listInterviews(scope, goal.id)
    const reason = refusalOf(all.filter(({ id }) => id !== interview.id))
    if (reason === null) await removeInterview(scope, interview.id)
    return reason
  })
  if (refused !== null)
    return drawForm(request, reply.code(422), { ...found, fields, errors: { reportsTo: refused } })
  await audit(deps, request.scope, { act: 'trace-interview-removed', subjectId: interview.id })
  reply.flash(message('tracing.interview-removed'))
  return reply.redirect(goalAddress(goal), 303)
}

type Fields = z.input<typeof interviewFormPage.schema>['fields']
type Drawn = GoalOfCheck & {
  readonly interview: InterviewRecord | null
  readonly fields: Fields
  readonly errors: Errors
  readonly removal?: string
}

async function drawForm(request: FastifyRequest, reply: FastifyReply, drawn: Drawn) {
  const { check, goal, interview, fields, errors, removal } = drawn
  const say = reply.say.bind(reply)
  const all = await listInterviews(request.scope, goal.id)
  const roster = await readRoster(request.scope, check.organisationId)
  const here = say(message(interview === null ? 'tracing.interview-new' : 'tracing.interview-edit'))
  const address = `${homeOf(check.id)}/interviews/${interview?.id}`
  return reply.show(interviewFormPage, {
    title: here,
    ...headOf(reply, check, goal),
    here,
    errors,
    goalName: goal.name,
    action: interview === null ? `${goalAddress(goal)}/interviews/new` : `${address}/edit`,
    fields,
    levels: levels.map((value) => ({ value, label: say(message(`goal-trace.level.${value}`)) })),
    above: [
      { value: '', label: say(message('tracing.reports-to-nobody')) },
      ...arrangeChain(all)
        .filter((placed) => placed.interview.id !== interview?.id)
        .map(({ interview: one, depth }) => ({
          value: one.id,
          label: `${'\u2003'.repeat(depth)}${say(whoIs(one))}`,
        })),
    ],
    teams: [...new Set([...roster.teams.map(({ name }) => name), ...all.map(({ team }) => team)])],
    removal:
      interview === null
        ? null
        : {
            action: `${address}/remove`,
            wanted: interview.role,
            typed: removal ?? '',
            isRefused: removal !== undefined,
          },
  })
}

const blank: Fields = { role: '', team: '', level: 'executive', reportsTo: '', name: '', isSource: false }

function fieldsOf({ role, team, level, reportsTo, name, isSource }: InterviewFields): Fields {
  return { role, team, level, name, isSource, reportsTo: reportsTo ?? '' }
}

function typedFields(typed: Readonly<Record<string, string>>): Fields {
  const { role = '', team = '', level = '', reportsTo = '', name = '', isSource } = typed
  return { role, team, level, reportsTo, name, isSource: isSource !== undefined }
}
