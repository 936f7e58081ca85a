import t from 'tap'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { PilotCandidate, Target } from '../../src/domain/evidence.ts'
import { message } from '../../src/domain/message.ts'
import { aContribution, someEvidence } from './evidence-builder.ts'

const established = (target: Target) => someEvidence({ speaksFor: target, strength: 3 })
const planFor = (targets: readonly Target[], pilotCandidates: readonly PilotCandidate[] = []) =>
  diagnose([aContribution({ evidence: targets.map(established), pilotCandidates })]).thirtyDays

t.test(
  'leadership goes before rhythm, rhythm before decision rights, and all of them before a pilot',
  async (t) => {
    t.equal(planFor(['decision-rights', 'rhythm', 'leadership']).branch, 'leadership')
    t.equal(planFor(['decision-rights', 'rhythm']).branch, 'rhythm')
    t.equal(planFor(['decision-rights']).branch, 'decision-rights')
    t.equal(planFor(['fear-of-failure']).branch, 'pilot')
  },
)

t.test('what one source merely points to does not change the plan', async (t) => {
  const evidence = [someEvidence({ speaksFor: 'leadership', strength: 2 })]
  t.equal(diagnose([aContribution({ evidence })]).thirtyDays.branch, 'pilot')
})

t.test('leadership means a workshop in week two, and no pilot', async (t) => {
  const { steps } = planFor(['leadership'])
  t.match(steps[1], { code: 'workshop', fromDay: 8, dueDay: 14 })
  t.notOk(steps.some((step) => step.code.includes('pilot')))
})

t.test('a pilot names the teams that the figures leave open, else it leaves the choice open', async (t) => {
  const candidate = { id: 'core', name: 'Core', reason: message('clarity-survey.pilot.reason') }
  const actionIn = (candidates: readonly PilotCandidate[]) =>
    planFor([], candidates).steps.find((step) => step.code === 'pilot')?.action
  t.same(actionIn([candidate]), message('diagnosis.step.pilot-in', { teams: 'Core' }))
  t.same(actionIn([]), message('diagnosis.step.pilot'))
})

t.test('every step has an owner, a day within the thirty, and a proof', async (t) => {
  for (const target of ['leadership', 'rhythm', 'decision-rights', 'fear-of-failure'] as const) {
    for (const step of planFor([target]).steps) {
      t.ok(step.fromDay < step.dueDay && step.dueDay <= 30, step.code)
      t.match(step, { owner: { key: /^diagnosis\.role\./ }, proof: { key: /^diagnosis\.proof\./ } })
    }
  }
})
