import { openInbox } from '../../src/collection/inbox.ts'
import { exampleAnswer } from '../../src/example/answers.ts'
import { drawFrom } from '../../src/example/draw.ts'
import { surveyForm } from '../../src/instruments/clarity-survey/answers.ts'
import { chooseItems } from '../../src/instruments/clarity-survey/items.ts'
import type { Dependencies } from '../../src/web/dependencies.ts'
import { latestRound, type OpenCheck } from './prepare-check.ts'

const atOnce = 4_000

/** The first `count` of the invited answer as the example's people do, through the inbox of the product. */
export async function answerAll(
  deps: Dependencies,
  { publicId, people }: OpenCheck,
  count: number,
): Promise<void> {
  const inbox = openInbox(deps)
  const check = await inbox.find(publicId)
  if (check === null) throw new Error('The check cannot be found.')
  const draw = drawFrom(2_026)
  const items = chooseItems({})
  const round = { ...latestRound, turnout: 100 }
  const submissions = people.slice(0, count).map(({ person, token }) => {
    const { isLeader } = person
    const fields = exampleAnswer(draw, person, { round, items, drawOwn: draw })
    const answers = surveyForm({ items, priorities: check.priorities, isLeader }).parse(fields)
    const mark = deps.random.bytes(32).toString('base64url')
    const credential = { by: 'token', secret: token } as const
    return { check, credential, isLeader, mark, sheet: { language: 'en', ...answers } }
  })
  for (let from = 0; from < submissions.length; from += atOnce) {
    const batch = submissions.slice(from, from + atOnce)
    const outcomes = await Promise.all(batch.map((submission) => inbox.accept(submission)))
    if (outcomes.some(({ outcome }) => outcome !== 'accepted')) throw new Error('An answer was refused.')
  }
}
