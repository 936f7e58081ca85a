import { isOwnCode } from '../../domain/own-item.ts'
import { allPriorities, estimatedIn, type SurveySetUp } from './answers.ts'

const mostInSection = 5

/** One step of the survey. `from` and `to` are question numbers, counted from 1 over the whole survey. */
export type Section = {
  readonly kind: 'statements' | 'named' | 'serves' | 'obstacle' | 'estimates'
  /** Item codes for statements and estimates (`all-priorities` among the latter), else empty. */
  readonly codes: readonly string[]
  readonly from: number
  readonly to: number
  /** Statements that the organisation added stand apart from all others. */
  readonly isOwn: boolean
}

/**
 * The sections of one person in order: statements five at a time, added ones after the others, then what they name, what their team serves, what
 * gets in the way, and for leaders the estimates. Naming comes before the agreed priorities are shown.
 */
export function surveySections(setUp: SurveySetUp): readonly Section[] {
  const codes = setUp.items.map((item) => item.code)
  const steps: Step[] = [
    ...statementSteps(codes.filter((code) => !isOwnCode(code))),
    ...statementSteps(codes.filter(isOwnCode)),
    { kind: 'named', codes: [] },
    ...(setUp.priorities.length > 0 ? [{ kind: 'serves' as const, codes: [] }] : []),
    { kind: 'obstacle', codes: [] },
    ...estimateSteps(estimatedIn(setUp)),
  ]
  let last = 0
  return steps.map((step) => {
    const from = last + 1
    last += Math.max(1, step.codes.length)
    return { ...step, from, to: last, isOwn: step.kind === 'statements' && step.codes.every(isOwnCode) }
  })
}

type Step = Pick<Section, 'kind' | 'codes'>

function statementSteps(codes: readonly string[]): readonly Step[] {
  return inFives(codes).map((step) => ({ kind: 'statements', codes: step }))
}

/** How many questions the person is asked in all. */
export function countQuestions(setUp: SurveySetUp): number {
  return surveySections(setUp).at(-1)?.to ?? 0
}

/** Recall is another kind of question than the statements and stands alone at the end. */
function estimateSteps(codes: readonly string[]): readonly Step[] {
  const items = codes.filter((code) => code !== allPriorities)
  const recall = codes.includes(allPriorities) ? [[allPriorities]] : []
  return [...inFives(items), ...recall].map((step) => ({ kind: 'estimates', codes: step }))
}

function inFives(codes: readonly string[]): readonly (readonly string[])[] {
  const starts = codes.map((_, index) => index).filter((index) => index % mostInSection === 0)
  return starts.map((start) => codes.slice(start, start + mostInSection))
}
