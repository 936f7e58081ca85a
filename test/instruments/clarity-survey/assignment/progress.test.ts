import t from 'tap'
import { groupTexts } from '../../../../src/instruments/clarity-survey/assignment/group-texts.ts'
import { progressOf } from '../../../../src/instruments/clarity-survey/assignment/progress.ts'

const different = Array.from({ length: 540 }, (_, at) => `aim ${at}`)

t.test('540 different texts are less than twenty minutes of work', async (t) => {
  const { texts, openGroups, minutesLeft } = progressOf(groupTexts(different, 'check'), new Map())
  t.same([texts, openGroups], [540, 540])
  t.ok(minutesLeft < 20)
})

t.test('the same words need one decision, however often they were written', async (t) => {
  const same = ['Keep customers', 'keep customers', 'customers keep', 'Grow']
  const { texts, groups, minutesLeft } = progressOf(groupTexts(same, 'check'), new Map())
  t.same([texts, groups, minutesLeft], [4, 3, 1])
})

t.test('counts texts, not decisions, as assigned', async (t) => {
  const blocks = groupTexts(['Grow', 'grow', 'Hire'], 'check')
  const twice = blocks.flatMap((block) => block.groups).find((group) => group.count === 2)
  const { assignedTexts, openGroups } = progressOf(blocks, new Map([[twice?.key ?? '', 'p1']]))
  t.same([assignedTexts, openGroups], [2, 1])
})
