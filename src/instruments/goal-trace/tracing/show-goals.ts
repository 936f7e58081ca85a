import type { z } from 'zod'
import { type Message, message } from '../../../domain/message.ts'
import { elements, scoredElements } from '../reference.ts'
import type { Interview, TracedGoal } from '../traced-goal.ts'
import { arrangeChain, problemsOf } from './arrange-chain.ts'
import type { GoalRecord } from './goal-queries.ts'
import type { InterviewRecord } from './interview-queries.ts'
import type { goalPage, goalsPage } from './pages.ts'

type Voice = { readonly say: (text: Message) => string; readonly home: string }

/** All goals of a check, each with how far it is. */
export function showGoals(
  goals: readonly TracedGoal[],
  { say, home }: Voice,
): Pick<z.input<typeof goalsPage.schema>, 'goals' | 'hasResults'> {
  return {
    goals: goals.map(({ id, name, reference, interviews }) => ({
      name,
      href: `${home}/goals/${id}`,
      deadline: reference.deadline,
      interviews: say(
        message('tracing.taken', { count: interviews.length, taken: count(interviews, isTaken) }),
      ),
      marked: say(
        message('tracing.marked', {
          count: count(interviews, (one) => isMarked(one, reference)),
          of: count(interviews, isTaken),
        }),
      ),
      problem: problemsOf(interviews).length > 0,
    })),
    hasResults: goals.some(({ interviews }) => interviews.some(isTaken)),
  }
}

/** One goal with its chain, as its interviewer sees it. */
export function showGoal(
  { goal, interviews }: { readonly goal: GoalRecord; readonly interviews: readonly InterviewRecord[] },
  { say, home }: Voice,
): Omit<z.input<typeof goalPage.schema>, 'title' | 'isTrial' | 'checkId' | 'links' | 'here' | 'base'> {
  const { reference } = goal
  const open = interviews.find((one) => one.state === 'open' && !isTaken(one))
  const unmarked = interviews.find((one) => isTaken(one) && !isMarked(one, reference))
  const placed = arrangeChain(interviews)
  return {
    statedBy: goal.statedBy === '' ? null : goal.statedBy,
    horizon: say(message(`tracing.horizon.${goal.horizon}`)),
    reference: elements.map((element) => ({
      name: say(message(`goal-trace.element.${element}`)),
      says: reference[element] === '' ? say(message('tracing.not-stated')) : reference[element],
    })),
    problems: [...problemsOf(interviews)],
    hasResults: interviews.some(isTaken),
    interviews: placed.map(({ interview, depth }) => ({
      id: interview.id,
      role: interview.role,
      depth: Math.min(depth, 4),
      level: say(message(`goal-trace.level.${interview.level}`)),
      team: interview.team,
      name: interview.name === '' ? null : interview.name,
      isSource: interview.isSource,
      state: say(stateOf(interview, reference)),
      hasWords: isTaken(interview),
      isMarked: isMarked(interview, reference),
      hasLink: interview.tokenHash !== null,
    })),
    next: nextStep({ open, unmarked }, { say, home }),
  }
}

/** Something was said or typed. */
export const isTaken = ({ said, work }: Pick<Interview, 'said' | 'work'>) => said !== '' || work !== ''

/** Every stated element that is scored has a mark. */
export function isMarked({ marks }: Pick<Interview, 'marks'>, reference: GoalRecord['reference']): boolean {
  return scoredElements(reference).every((element) => marks[element] !== undefined)
}

function stateOf(interview: InterviewRecord, reference: GoalRecord['reference']): Message {
  if (!isTaken(interview))
    return message(interview.tokenHash === null ? 'tracing.state.open' : 'tracing.state.link')
  if (isMarked(interview, reference)) return message('tracing.state.marked')
  return message(interview.state === 'sent' ? 'tracing.state.sent' : 'tracing.state.noted')
}

type Open = { readonly open: InterviewRecord | undefined; readonly unmarked: InterviewRecord | undefined }

function nextStep({ open, unmarked }: Open, { say, home }: Voice) {
  const step = (one: InterviewRecord, kind: 'interview' | 'marks') => ({
    href: `${home}/interviews/${one.id}${kind === 'marks' ? '/marks' : ''}`,
    label: say(message(`tracing.next.${kind}`, { role: one.role, team: one.team })),
  })
  if (open !== undefined) return step(open, 'interview')
  return unmarked === undefined ? null : step(unmarked, 'marks')
}

const count = (all: readonly Interview[], is: (one: Interview) => boolean) => all.filter(is).length
