import { message } from '../domain/message.ts'
import { prioritiesNamedSubject } from '../instruments/clarity-survey/assignment/named-subject.ts'
import { obstaclesSubject } from '../instruments/clarity-survey/assignment/obstacles-subject.ts'
import { hasBegun } from './queries.ts'
import type { CodingSubject } from './subject.ts'

const executives = 'priorities'

/** Begun by the priorities test when its seal is broken; read by it once frozen. */
const prioritiesSubject: CodingSubject = {
  code: executives,
  title: message('coding.priorities.title'),
  about: message('coding.priorities.about'),
  freezing: message('coding.priorities.freezing'),
  frozen: message('coding.priorities.frozen'),
  questions: Object.fromEntries(
    ['P1', 'P2-chosen', 'P2-over', 'P3', 'P4', 'P5'].map((code) => [
      code,
      message(`coding.priorities.question.${code}`),
    ]),
  ),
  mode: 'themes',
  naming: 'wording',
  back: { path: '/priorities-test', label: message('coding.priorities.back') },
  prepare: async ({ scope, checkId }) =>
    (await hasBegun(scope, { checkId, subject: executives })) ? null : message('coding.priorities.sealed'),
  release: async () => {},
}

/** Everything that is coded in this product; all of it on the same screen. */
export const codingSubjects: readonly CodingSubject[] = [
  prioritiesSubject,
  prioritiesNamedSubject,
  obstaclesSubject,
]
