import fc from 'fast-check'
import t from 'tap'
import { nameFinder } from '../../../src/domain/text/find-name.ts'
import { cpuMsOf } from '../../support/cpu-time.ts'

const find = nameFinder(
  {
    organisation: 'Kestrel Payments',
    teams: ['Sales', 'People', 'Payments', 'Engineering', 'Marketing and brand', 'Key accounts', 'Data team'],
    roles: ['Head of risk'],
    people: ['Anna Petrović', 'Zoë van Dijk', 'Will Young', 'Grace Lee', "Sean O'Neill", 'My Nguyen'],
  },
  'en',
)

const named: Readonly<Record<string, readonly [string, string]>> = {
  'I trust sales to keep its promises.': ['team', 'sales'],
  'SALES answers me quickly.': ['team', 'SALES'],
  'Sales’ promises to customers are kept.': ['team', 'Sales'],
  'Our engineers know the goals.': ['team', 'engineers'],
  'The brand team listens to us.': ['team', 'brand'],
  'Marketing knows what we can deliver.': ['team', 'Marketing'],
  'I am helped by the Marketing side.': ['team', 'Marketing'],
  'I get quick help from key accounts.': ['team', 'key accounts'],
  'I get good figures from the data team.': ['team', 'data'],
  'I feel well treated by People here.': ['team', 'People'],
  'Payments answers my questions.': ['team', 'Payments'],
  'Our CEO explains the priorities.': ['role', 'CEO'],
  'The chief executive explains the priorities.': ['role', 'chief executive'],
  'The head of risk explains the limits.': ['role', 'head of risk'],
  'anna explains the priorities.': ['person', 'anna'],
  'I trust Annas judgement.': ['person', 'Annas'],
  'Petrovic’s plan is clear to me.': ['person', 'Petrovic’s'],
  'I know what Zoe expects of me.': ['person', 'Zoe'],
  'ONEILL explains the priorities.': ['person', 'ONEILL'],
  'I know what Grace expects of me.': ['person', 'Grace'],
  'Grace explains the priorities.': ['person', 'Grace'],
  'I know what Will expects of me.': ['person', 'Will'],
}

for (const [text, [kind, written]] of Object.entries(named)) t.same(find(text), { kind, written }, text)

const ordinary = [
  'People here say openly what they think.',
  'The people I work with know our goals.',
  'I will still work here in two years.',
  'Young colleagues are heard.'.replace('Young', 'New'),
  'We are told with good grace when a plan changes.',
  'I know the market that we work for.',
  'I trust the figures and data that I am shown.',
  'My work is noticed.',
  'I would recommend Kestrel Payments to a friend.',
  'Our brand stands for something.',
  'I know the accounts that are key to us.',
]
for (const text of ordinary) t.equal(find(text), null, text)

t.test('finds whoever is named, whatever the case, the accents, the ending and the place', async () => {
  const people = ['Amélie Óskarsdóttir', 'Björn Łukasz', 'Çelik Đorđević', 'Nuñez']
  const known = { organisation: 'Acme', teams: [], roles: [], people }
  const seek = nameFinder(known, 'en')
  const words = people.flatMap((name) => name.split(' '))
  const written = fc.record({
    word: fc.constantFrom(...words),
    dress: fc.constantFrom(
      (word: string) => word,
      (word: string) => word.toUpperCase(),
      (word: string) => word.toLowerCase(),
      (word: string) => word.normalize('NFD'),
    ),
    ending: fc.constantFrom('', '’s', "'s", 's', ',', '.'),
    before: fc.constantFrom('', 'I think that ', 'Yes: ', 'good-'),
  })
  fc.assert(
    fc.property(
      written,
      ({ word, dress, ending, before }) =>
        seek(`${before}${dress(word)}${ending} listens to us`)?.kind === 'person',
    ),
  )
})

t.test('takes ten thousand names in its stride', async (t) => {
  const people = Array.from({ length: 10_000 }, (_, at) => `Given${at}x Family${at}x`)
  const took = await cpuMsOf(() => {
    const seek = nameFinder({ organisation: 'Acme', teams: [], roles: [], people }, 'en')
    for (let time = 0; time < 5; time += 1)
      seek('I know how far the company has come with the goals of this quarter.')
  })
  t.ok(took < 1000, `${took} ms`)
})
