import t from 'tap'
import { type SurveySetUp, surveyForm } from '../../../src/instruments/clarity-survey/answers.ts'
import { chooseItems } from '../../../src/instruments/clarity-survey/items.ts'
import { readCatalogue } from '../../../src/web/i18n.ts'

const priorities = [
  { id: 'p1', text: 'Win mid-sized customers' },
  { id: 'p2', text: 'Halve the time to set up' },
]
const setUp = (given: Partial<SurveySetUp> = {}): SurveySetUp => ({
  items: chooseItems({ isPulse: true }),
  priorities,
  isLeader: false,
  ...given,
})
const ratings = { S1: '5', S3: '4', O1: '3', O3: '2', C1: 'cant-say' }
const complete = { ...ratings, named1: 'More customers', serves: 'p2' }
const estimates = Object.fromEntries(
  ['S1', 'S3', 'O1', 'O3', 'C1', 'all-priorities'].map((code) => [`estimate-${code}`, '70']),
)

const errorsOf = (given: SurveySetUp, body: Record<string, unknown>) =>
  surveyForm(given)
    .safeParse(body)
    .error?.issues.map((issue) => [issue.path.join('.'), issue.message])

t.test('reads one set of answers', async (t) => {
  t.same(surveyForm(setUp()).parse({ ...complete, named2: '  Faster   ', obstacle: 'Too many tools' }), {
    items: { S1: 5, S3: 4, O1: 3, O3: 2, C1: 'cant-say' },
    named: ['More customers', 'Faster'],
    lineOfSight: 'p2',
    obstacle: 'Too many tools',
    estimates: null,
  })
})

t.test('asks for every question that was left out, all at once', async (t) => {
  t.same(
    errorsOf(setUp({ isLeader: true }), { ...ratings, S3: undefined, ...estimates, 'estimate-O1': '' }),
    [
      ['S3', 'clarity-survey.error.choose-one'],
      ['serves', 'clarity-survey.error.serves'],
      ['estimate-O1', 'clarity-survey.error.estimate'],
      ['named1', 'clarity-survey.error.name-or-none-known'],
    ],
  )
})

t.test('refuses an answer that is not on the scale', async (t) => {
  for (const rating of ['0', '6', '3.5', '', 'yes', 4, ['4']]) {
    t.same(errorsOf(setUp(), { ...complete, S1: rating }), [['S1', 'clarity-survey.error.choose-one']])
  }
})

t.test('takes "I do not know any" for the priorities, and lets a text win over it', async (t) => {
  const form = surveyForm(setUp())
  t.same(form.parse({ ...ratings, serves: 'none', noneKnown: 'on' }).named, [])
  t.same(form.parse({ ...complete, noneKnown: 'on' }).named, ['More customers'])
  t.same(errorsOf(setUp(), { ...complete, named1: ' \t ' }), [
    ['named1', 'clarity-survey.error.name-or-none-known'],
  ])
})

t.test(
  'takes 200 characters for a priority and 1,000 for what gets in the way, as far as an envelope has room',
  async (t) => {
    t.equal(errorsOf(setUp(), { ...complete, named1: 'a'.repeat(200) }), undefined)
    t.equal(errorsOf(setUp(), { ...complete, named1: '🚀'.repeat(80) }), undefined, '320 bytes')
    t.same(errorsOf(setUp(), { ...complete, named1: '🚀'.repeat(81) }), [
      ['named1', 'clarity-survey.error.too-long-for-room'],
    ])
    t.same(errorsOf(setUp(), { ...complete, named1: 'a'.repeat(201) }), [
      ['named1', 'clarity-survey.error.too-long-200'],
    ])
    t.equal(errorsOf(setUp(), { ...complete, obstacle: 'a'.repeat(1000) }), undefined)
    t.same(errorsOf(setUp(), { ...complete, obstacle: 'a'.repeat(1001) }), [
      ['obstacle', 'clarity-survey.error.too-long-1000'],
    ])
  },
)

t.test('drops characters that no one can read and no database keeps', async (t) => {
  t.same(surveyForm(setUp()).parse({ ...complete, named1: 'grow\u0000\r\nfast\ud800' }).named, ['grow fast'])
})

t.test('asks what the team serves only when priorities were agreed', async (t) => {
  t.equal(surveyForm(setUp({ priorities: [] })).parse({ ...complete, serves: 'p1' }).lineOfSight, null)
  for (const serves of ['p2', 'none', 'cant-say']) {
    t.equal(surveyForm(setUp()).parse({ ...complete, serves }).lineOfSight, serves)
  }
  t.same(errorsOf(setUp(), { ...complete, serves: 'p9' }), [['serves', 'clarity-survey.error.serves']])
})

t.test('asks leaders for estimates in tens or "no idea", and nobody else', async (t) => {
  const leader = setUp({ isLeader: true })
  const answers = surveyForm(leader).parse({ ...complete, ...estimates, 'estimate-C1': 'no-idea' })
  t.same(answers.estimates, { S1: 70, S3: 70, O1: 70, O3: 70, 'all-priorities': 70 })
  t.same(errorsOf(leader, { ...complete, ...estimates, 'estimate-S1': '75' }), [
    ['estimate-S1', 'clarity-survey.error.estimate'],
  ])
  t.equal(surveyForm(setUp()).parse({ ...complete, ...estimates }).estimates, null)
})

t.test('does not ask leaders about recall when no priorities were agreed', async (t) => {
  const form = surveyForm(setUp({ isLeader: true, priorities: [] }))
  const { 'estimate-all-priorities': _, ...others } = estimates
  t.same(Object.keys(form.parse({ ...complete, ...others }).estimates ?? {}), ['S1', 'S3', 'O1', 'O3', 'C1'])
})

t.test('every error is a sentence of the catalogue', async (t) => {
  const translate = readCatalogue()
  for (const [, key] of errorsOf(setUp({ isLeader: true }), { obstacle: 'a'.repeat(1001), named1: 5 }) ??
    []) {
    t.ok(translate.has(String(key)), String(key))
  }
})
