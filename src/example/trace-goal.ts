import type { Scope } from '../database/scope.ts'
import { levels } from '../instruments/goal-trace/chain.ts'
import { marks } from '../instruments/goal-trace/marks.ts'
import { elements } from '../instruments/goal-trace/reference.ts'
import { suggestMarks } from '../instruments/goal-trace/suggest-marks.ts'
import { connections } from '../instruments/goal-trace/traced-goal.ts'
import { addGoal } from '../instruments/goal-trace/tracing/goal-queries.ts'
import { addInterview } from '../instruments/goal-trace/tracing/interview-queries.ts'
import { saveMarks, saveWords } from '../instruments/goal-trace/tracing/words-queries.ts'
import type { Dependencies } from '../web/dependencies.ts'
import story from './trace.json' with { type: 'json' }

type Told = (typeof story.interviews)[number]

/** One goal followed from the chief executive to the work: it breaks once, and two teams work for something else. */
export async function traceGoal(
  { random, now }: Pick<Dependencies, 'random' | 'now'>,
  scope: Scope,
  checkId: string,
): Promise<void> {
  const inYear = (text: string) => text.replaceAll('{year}', String(now().getUTCFullYear() + 1))
  const goalId = random.uuid()
  const { name, statedBy } = story.goal
  const reference = { ...story.goal.reference, deadline: inYear(story.goal.reference.deadline) }
  await addGoal(scope, {
    id: goalId,
    checkId,
    name,
    statedBy,
    horizon: 'quarter',
    reference,
    createdAt: now(),
  })
  const ids = new Map(story.interviews.map(({ key }) => [key, random.uuid()]))
  for (const [position, told] of story.interviews.entries()) {
    const id = ids.get(told.key) ?? ''
    const { role, team } = told
    await addInterview(scope, {
      ...{ id, checkId, goalId, position, role, team, name: '', language: 'en' },
      level: oneOf(levels, told.level),
      reportsTo: told.below === undefined ? null : (ids.get(told.below) ?? null),
      isSource: told.isSource === true,
    })
    await note(scope, { id, told, said: inYear(told.said), reference })
  }
}

type Noted = {
  readonly id: string
  readonly told: Told
  readonly said: string
  readonly reference: Parameters<typeof suggestMarks>[0]['reference']
}

async function note(scope: Scope, { id, told, said, reference }: Noted): Promise<void> {
  const { work, mayQuote } = told
  const words = { said, work, mayQuote, language: 'en' }
  const version = await saveWords(scope, { interviewId: id, version: 0, screen: 'example', ...words })
  if (version === null) throw new Error('An example interview was not noted.')
  const given = elements.map((element, at) => [element, oneOf(marks, told.marks[at])] as const)
  await saveMarks(scope, {
    ...{ interviewId: id, version, marksVersion: 0 },
    marks: Object.fromEntries(given),
    connection: oneOf(connections, told.connection),
    suggested: suggestMarks({ reference, said, languages: ['en'] }),
  })
}

function oneOf<T extends string>(known: readonly T[], told: string | undefined): T {
  const found = known.find((each) => each === told)
  if (found === undefined) throw new Error(`The example says "${told}", which is not known.`)
  return found
}
