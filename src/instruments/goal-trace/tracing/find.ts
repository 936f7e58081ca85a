import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CheckRecord, findCheck } from '../../../checks/queries.ts'
import { message } from '../../../domain/message.ts'
import { notFound } from '../../../web/errors.ts'
import { findGoal, type GoalRecord } from './goal-queries.ts'
import { findInterview, type InterviewRecord } from './interview-queries.ts'

/** Where the goal trace of a check lives. */
export const homeOf = (checkId: string) => `/app/checks/${checkId}/goal-trace`
export const goalAddress = ({ checkId, id }: Pick<GoalRecord, 'checkId' | 'id'>) =>
  `${homeOf(checkId)}/goals/${id}`

/** The check of the address; a page "not found" for ids of other workspaces and for what is no id. */
export async function checkOf(request: FastifyRequest): Promise<CheckRecord> {
  const check = await findCheck(request.scope, idIn(request, 'checkId'))
  if (check === undefined) throw notFound()
  return check
}

export type GoalOfCheck = { readonly check: CheckRecord; readonly goal: GoalRecord }

export async function goalOf(request: FastifyRequest): Promise<GoalOfCheck> {
  const check = await checkOf(request)
  const goal = await findGoal(request.scope, check.id, idIn(request, 'goalId'))
  if (goal === undefined) throw notFound()
  return { check, goal }
}

export async function interviewOf(
  request: FastifyRequest,
): Promise<GoalOfCheck & { readonly interview: InterviewRecord }> {
  const check = await checkOf(request)
  const interview = await findInterview(request.scope, check.id, idIn(request, 'interviewId'))
  const goal = interview && (await findGoal(request.scope, check.id, interview.goalId))
  if (interview === undefined || goal === undefined) throw notFound()
  return { check, goal, interview }
}

function idIn(request: FastifyRequest, name: string): string {
  const id = z.uuid().safeParse((request.params as Record<string, unknown>)[name])
  if (!id.success) throw notFound()
  return id.data
}

/** What stands above every page of a trace: the way back, from the organisation down. */
export function headOf(reply: FastifyReply, check: CheckRecord, goal: GoalRecord | null = null) {
  const ofTrace = { href: homeOf(check.id), label: reply.say(message('goal-trace.name')) }
  return {
    isTrial: check.isTrial,
    checkId: check.id,
    links: [
      { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
      { href: `/app/checks/${check.id}`, label: check.name },
      ofTrace,
      ...(goal === null ? [] : [{ href: goalAddress(goal), label: goal.name }]),
    ],
  }
}

/** Only what starts a room of the trace itself has no link to it. */
export function homeHead(reply: FastifyReply, check: CheckRecord) {
  const head = headOf(reply, check)
  return { ...head, links: head.links.slice(0, -1) }
}
