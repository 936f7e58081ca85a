import t from 'tap'
import { decideWords, type Proposal } from '../../src/reports/decide-words.ts'
import { wordsForm } from '../../src/reports/forms.ts'

const proposal: Proposal = {
  headline: 'Goals are lost sight of.',
  sentences: [
    { text: 'One in three sees them.', evidence: 'S6-O1' },
    { text: 'One in five names them.', evidence: 'recall-all' },
  ],
}
const asProposed = {
  headline: 'Goals are lost sight of.',
  'sentence-1': 'One in three sees them.',
  'sentence-2': 'One in five names them.',
}
const decide = (typed: object) => decideWords(wordsForm.parse({ ...asProposed, ...typed }), proposal)

t.test('what is the machine’s stays the machine’s and follows the evidence', async (t) => {
  t.same(decide({}), { headline: null, sentences: null })
  t.same(decide({ headline: '', 'sentence-1': ' One in three\r\nsees them. ' }), {
    headline: null,
    sentences: null,
  })
})

t.test('own words are kept with the evidence in whose place they stand', async (t) => {
  t.equal(decide({ headline: 'The plan stays upstairs.' }).headline, 'The plan stays upstairs.')
  t.same(decide({ 'sentence-2': 'Few can name them.' }).sentences, [
    { text: 'One in three sees them.', evidence: 'S6-O1' },
    { text: 'Few can name them.', evidence: 'recall-all' },
    { text: '', evidence: null },
  ])
})

t.test('an emptied sentence is left out', async (t) => {
  t.equal(decide({ 'sentence-1': '' }).sentences?.[0]?.text, '')
})
