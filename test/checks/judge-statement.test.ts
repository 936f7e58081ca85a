import t from 'tap'
import { judgeStatement } from '../../src/checks/set-up/judge-statement.ts'
import { nameFinder } from '../../src/domain/text/find-name.ts'
import { coreItems, optionalItems } from '../../src/instruments/clarity-survey/items.ts'
import { readCatalogue } from '../../src/web/i18n.ts'

const translate = readCatalogue()
const bank = [...coreItems, ...optionalItems].map(({ code }) =>
  translate.say('en', { key: `clarity-survey.item.${code}` }),
)
const known = {
  organisation: 'Kestrel Payments',
  teams: ['People', 'Product', 'Data', 'Customer success', 'Decisions and priorities', 'Goals team'],
  roles: ['Manager'],
  people: ['Will Day', 'Hope Young', 'May Quarter'],
}
const judge = (text: string, others: readonly string[] = bank) =>
  judgeStatement(text, { language: 'en', findName: nameFinder(known, 'en'), others })
const why = (text: string) => judge(text)?.key.replace('checks.own.refused.', '')

for (const [at, text] of bank.entries()) {
  t.equal(judge(text, bank.toSpliced(at, 1)), null, `the rule would take “${text}”`)
  t.equal(why(text), 'twin', 'but not twice')
}

const fine = [
  'I hear what becomes of the ideas I hand in.',
  'I would recommend working here to a friend.',
  'My manager gives me useful feedback.',
  'I know the rules on travel and expenses.',
  'When I need a tool, I get it within a week.',
]
for (const text of fine) t.equal(why(text), undefined, text)

const refused: Readonly<Record<string, string>> = {
  'Do I know the priorities of my team?': 'question',
  'Work here.': 'short',
  '?!': 'short',
  [`I am ${'very '.repeat(30)}content with the tools that I have here.`]: 'long',
  'I know how far this quarter’s goals have come with the company.': 'twin',
  'My team has all the skills that the priorities of this quarter need.': 'twin',
  'I know our mission. It matters to me.': 'several',
  'I have good tools and I know how to use them.': 'several',
  'Feedback is useful, but it comes too late.': 'several',
  'Feedback here is quick, fair and useful.': 'several',
  'I get feedback and/or praise often.': 'several',
  'I get praise as well as feedback.': 'several',
  'I get enough help from the Product team.': 'names-team',
  'Hope listens to what I say.': 'names-person',
  'Our CEO listens to what I say.': 'names-role',
}
for (const [text, reason] of Object.entries(refused)) t.equal(why(text), reason, text)

t.test('says what it is about', async (t) => {
  t.same(judge('I get enough help from the Product team.')?.values, { name: 'Product' })
  t.match(judge('I know how far the company has come with the goals of this quarter.')?.values, {
    twin: /this quarter’s goals/,
  })
})
