import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { audit } from '../../../access/require-account.ts'
import type { CheckRecord } from '../../../checks/queries.ts'
import { message } from '../../../domain/message.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { type Errors, parseForm } from '../../../web/form.ts'
import { listTracedGoals } from '../queries.ts'
import { elements } from '../reference.ts'
import { checkOf, type GoalOfCheck, goalAddress, goalOf, headOf, homeHead, homeOf } from './find.ts'
import { goalForm, horizons, removalForm } from './forms.ts'
import { addGoal, changeGoal, type GoalRecord, removeGoal } from './goal-queries.ts'
import { listInterviews } from './interview-queries.ts'
import { goalFormPage, goalPage, goalsPage } from './pages.ts'
import { showGoal, showGoals } from './show-goals.ts'
import { openingScript } from './words-of-trace.ts'

const home = '/checks/:checkId/goal-trace'

/** The goals of a check that are traced, each with its chain of interviews. */
export async function goalRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  app.get(home, showHome)
  app.get(`${home}/goals/new`, askForGoal)
  app.post(`${home}/goals/new`, (request, reply) => keepNewGoal(deps, request, reply))
  app.get(`${home}/goals/:goalId`, showOneGoal)
  app.get(`${home}/goals/:goalId/edit`, async (request, reply) => {
    const found = await goalOf(request)
    return drawForm(reply, { ...found, fields: fieldsOf(found.goal), errors: {} })
  })
  app.post(`${home}/goals/:goalId/edit`, keepChangedGoal)
  app.post(`${home}/goals/:goalId/remove`, (request, reply) => removeOneGoal(deps, request, reply))
}

async function showHome(request: FastifyRequest, reply: FastifyReply) {
  const check = await checkOf(request)
  const goals = await listTracedGoals(request.scope, check.id)
  const say = reply.say.bind(reply)
  return reply.show(goalsPage, {
    title: say(message('tracing.title', { check: check.name })),
    ...homeHead(reply, check),
    here: say(message('goal-trace.name')),
    ...showGoals(goals, { say, home: homeOf(check.id) }),
    script: openingScript(say),
  })
}

async function showOneGoal(request: FastifyRequest, reply: FastifyReply) {
  const { check, goal } = await goalOf(request)
  const interviews = await listInterviews(request.scope, goal.id)
  const say = reply.say.bind(reply)
  return reply.show(goalPage, {
    title: goal.name,
    ...headOf(reply, check),
    here: goal.name,
    base: goalAddress(goal),
    ...showGoal({ goal, interviews }, { say, home: homeOf(check.id) }),
  })
}

type Fields = z.input<typeof goalFormPage.schema>['fields']

async function askForGoal(request: FastifyRequest, reply: FastifyReply) {
  const check = await checkOf(request)
  const { from } = request.query as { readonly from?: unknown }
  const priority = check.priorities.find(({ id }) => id === from)
  const text = priority?.text ?? ''
  return drawForm(reply, {
    check,
    goal: null,
    fields: { ...blank, outcome: text },
    errors: {},
  })
}

async function keepNewGoal(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const check = await checkOf(request)
  const form = parseForm(goalForm, request.body)
  if (!form.ok) {
    const fields = typedFields(form.typed)
    return drawForm(reply.code(422), { check, goal: null, fields, errors: form.errors })
  }
  const goal = { id: deps.random.uuid(), checkId: check.id, ...form.value }
  await addGoal(request.scope, { ...goal, createdAt: deps.now() })
  await audit(deps, request.scope, { act: 'traced-goal-added', subjectId: goal.id })
  reply.flash(message('tracing.goal-added'))
  return reply.redirect(goalAddress(goal), 303)
}

async function keepChangedGoal(request: FastifyRequest, reply: FastifyReply) {
  const found = await goalOf(request)
  const form = parseForm(goalForm, request.body)
  if (!form.ok) {
    const fields = typedFields(form.typed)
    return drawForm(reply.code(422), { ...found, fields, errors: form.errors })
  }
  await changeGoal(request.scope, { ...found.goal, ...form.value })
  return reply.redirect(goalAddress(found.goal), 303)
}

async function removeOneGoal(deps: Dependencies, request: FastifyRequest, reply: FastifyReply) {
  const found = await goalOf(request)
  const { name } = removalForm.parse(request.body ?? {})
  if (name !== found.goal.name) {
    const fields = fieldsOf(found.goal)
    return drawForm(reply.code(422), { ...found, fields, errors: {}, removal: name })
  }
  await removeGoal(request.scope, found.goal.id)
  await audit(deps, request.scope, { act: 'traced-goal-removed', subjectId: found.goal.id })
  reply.flash(message('tracing.goal-removed'))
  return reply.redirect(homeOf(found.check.id), 303)
}

type Drawn = Omit<GoalOfCheck, 'goal'> & {
  readonly goal: GoalRecord | null
  readonly fields: Fields
  readonly errors: Errors
  /** What was typed to confirm a removal, and was not the name. */
  readonly removal?: string
}

function drawForm(reply: FastifyReply, { check, goal, fields, errors, removal }: Drawn) {
  const say = reply.say.bind(reply)
  const here = say(message(goal === null ? 'tracing.goal-new' : 'tracing.goal-edit'))
  const address = goal === null ? `${homeOf(check.id)}/goals` : goalAddress(goal)
  return reply.show(goalFormPage, {
    title: here,
    ...headOf(reply, check, goal),
    here,
    errors,
    action: goal === null ? `${address}/new` : `${address}/edit`,
    fields,
    horizons: horizons.map((value) => ({
      value,
      label: say(message(`tracing.horizon.${value}`)),
      hint: null,
    })),
    suggestions: goal === null ? suggestionsOf(check) : [],
    removal:
      goal === null
        ? null
        : {
            action: `${address}/remove`,
            wanted: goal.name,
            typed: removal ?? '',
            isRefused: removal !== undefined,
          },
  })
}

function suggestionsOf(check: CheckRecord) {
  return check.priorities.map(({ id, text }) => ({
    href: `${homeOf(check.id)}/goals/new?from=${encodeURIComponent(id)}`,
    label: text,
  }))
}

const blank: Fields = {
  ...{ name: '', statedBy: '', horizon: 'quarter' },
  ...{ outcome: '', measure: '', deadline: '', why: '', owner: '' },
}

function fieldsOf({ name, statedBy, horizon, reference }: GoalRecord): Fields {
  const stated = Object.fromEntries(elements.map((each) => [each, reference[each]]))
  return { ...blank, ...stated, name, statedBy, horizon }
}

function typedFields(typed: Readonly<Record<string, string>>): Fields {
  const names = Object.keys(blank) as (keyof Fields)[]
  return Object.fromEntries(names.map((name) => [name, typed[name] ?? ''])) as Fields
}
