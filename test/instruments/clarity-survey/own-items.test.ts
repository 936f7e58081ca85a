import fc from 'fast-check'
import t from 'tap'
import { isHidden } from '../../../src/domain/disclosure/read-released.ts'
import type { Histogram, ReleasedTable } from '../../../src/domain/disclosure/released-table.ts'
import { surveyChapters } from '../../../src/instruments/clarity-survey/chapters/chapters.ts'
import { contribute } from '../../../src/instruments/clarity-survey/contribute.ts'
import { rankGrid } from '../../../src/instruments/clarity-survey/rank-tests.ts'
import {
  showDistribution,
  showGroups,
  showItemFacts,
} from '../../../src/instruments/clarity-survey/results/show-item.ts'
import { showOwnItems } from '../../../src/instruments/clarity-survey/results/show-own-items.ts'
import { roundChanges } from '../../../src/instruments/clarity-survey/round-change.ts'
import { scoreSurvey } from '../../../src/instruments/clarity-survey/scoring.ts'
import { readCatalogue } from '../../../src/web/i18n.ts'
import { aSurvey, releasedTableOf, type Survey, type Team } from '../../support/released.ts'
import { ownIdeas, ownTools } from '../../support/survey.ts'

const translate = readCatalogue()
const resultsOf = (table: ReleasedTable, previous: ReleasedTable | null = null) => ({
  ...{ table, recall: null, previous },
})

function withShares(own: Survey['own'], shares: Readonly<Record<string, number>>): Survey {
  const departments = Object.entries(aSurvey.departments).map(([name, teams]) => [
    name,
    teams.map((team): Team => ({ ...team, share: { S1: 0.4, S3: 0.2, C1: 0.8, ...shares } })),
  ])
  return { ...aSurvey, departments: Object.fromEntries(departments), own: own ?? [] }
}

t.test('change nothing of what is said about everything else', async (t) => {
  const own = releasedTableOf(withShares([ownIdeas, ownTools], { X1: 0.1, X2: 0.95 }), 3)
  const without = releasedTableOf(withShares([], {}), 3)
  t.same(contribute(resultsOf(own)), contribute(resultsOf(without)))
  const { own: rows, ...scores } = scoreSurvey(resultsOf(own))
  const { own: noRows, ...same } = scoreSurvey(resultsOf(without))
  t.same(scores, same)
  t.same([rows[0]?.cells.length, noRows[0]?.cells.length], [2, 0])
  const marksOf = (table: ReleasedTable) => [...rankGrid(table)].filter(([key]) => !/ X\d$/.test(key))
  t.ok(rankGrid(own).size > rankGrid(without).size)
  t.same(marksOf(own), marksOf(without))
  const exhibitsOf = (table: ReleasedTable) =>
    surveyChapters(resultsOf(table, without))
      .flatMap(({ exhibits }) => exhibits)
      .filter(({ id }) => !['gap-own', 'all-items-table'].includes(id))
  t.same(exhibitsOf(own), exhibitsOf(without))
})

t.test('are told in the report in a table of their own and at the end of all statements', async (t) => {
  const table = releasedTableOf(withShares([ownIdeas, ownTools], { X1: 0.3, X2: 0.6 }))
  const exhibits = surveyChapters(resultsOf(table)).flatMap((chapter) => chapter.exhibits)
  const sayRows = (id: string) => {
    const exhibit = exhibits.find((each) => each.id === id)
    if (exhibit?.kind !== 'listing') throw new Error('There is no such table.')
    return exhibit.rows.map((row) => row.map((cell) => translate.say('en', cell)))
  }
  const [ideas, tools] = sayRows('gap-own')
  t.match(ideas, [ownIdeas.texts.en, /^\d+ %$/, /–/, /–/])
  t.match(tools, [`${ownTools.texts.en} (worded the other way round)`, /^\d+ %$/])
  t.match(sayRows('all-items-table').at(-2), [`${ownIdeas.texts.en} (added by the organisation)`, ideas?.[1]])
  t.notOk(JSON.stringify(exhibits.filter(({ kind }) => kind === 'heat')).includes('X1'))
})

t.test('of too few staff are told of everyone, and said so', async (t) => {
  const small = releasedTableOf({
    departments: { Sales: [{ name: 'North', invited: 12, answered: 11, share: 0.5 }] },
    leaders: { invited: 7, answered: 7, share: 0.7 },
    own: [ownIdeas],
  })
  const voice = {
    say: (text: Parameters<typeof translate.say>[1]) => translate.say('en', text),
    rule: small.rule,
  }
  const scores = scoreSurvey(resultsOf(small))
  const shown = showOwnItems({ table: small, scores }, voice, { organisation: 'Acme', itemHref: () => '' })
  t.equal(shown?.table.heads[1], 'Everyone')
  t.match(shown?.note, 'fewer than 30')
  t.match(shown?.table.rows[0]?.cells[0], { shown: /of 18/ })
  t.ok(scores.own.filter(({ cells }) => cells.every(({ figure }) => !isHidden(figure))).length === 1)
})

const histogram = fc
  .tuple(fc.integer({ min: 3, max: 5 }), fc.nat(3), fc.integer({ min: 3, max: 5 }), fc.nat(3))
  .map((counts): Histogram => [0, counts[0], counts[1], counts[2], counts[3], 0])

t.test('look the same wherever the large groups said the same, whichever team said what', async () => {
  const table = releasedTableOf({ ...aSurvey, own: [ownIdeas] })
  const [first, second] = table.atoms
  const voice = {
    say: (text: Parameters<typeof translate.say>[1]) => translate.say('en', text),
    rule: table.rule,
  }
  const outputOf = (left: Histogram, right: Histogram) => {
    const told = (atom: (typeof table.atoms)[number], own: Histogram) => ({
      ...atom,
      answered: 20,
      items: { ...Object.fromEntries(Object.keys(atom.items).map((code) => [code, base])), X1: own },
    })
    const atoms = table.atoms.map((atom) =>
      atom === first ? told(atom, left) : atom === second ? told(atom, right) : atom,
    )
    const changed = { ...table, atoms }
    const scores = scoreSurvey(resultsOf(changed))
    const subject = { table: changed, scores, code: 'X1' }
    return JSON.stringify([
      surveyChapters(resultsOf(changed)),
      showOwnItems(subject, voice, { organisation: 'Acme', itemHref: () => '' }),
      [showItemFacts(subject, voice), showDistribution(subject, voice), showGroups(subject, voice)],
      scores.own,
    ])
  }
  fc.assert(
    fc.property(
      histogram,
      histogram,
      (left, right) => outputOf(filled(left), filled(right)) === outputOf(filled(right), filled(left)),
    ),
    { numRuns: 25 },
  )
})

const base: Histogram = [0, 5, 5, 5, 5, 0]

/** Made up to twenty answers by "I can't say". */
function filled(counts: Histogram): Histogram {
  const rest = 20 - counts.reduce((sum, count) => sum + count, 0)
  return [counts[0], counts[1], counts[2], counts[3], counts[4], rest]
}

t.test('are compared with the last round where their words are the same, whatever their codes', async (t) => {
  const before = releasedTableOf(withShares([ownIdeas, ownTools], { X1: 0.3, X2: 0.5 }))
  const asked = [
    { ...ownIdeas, code: 'X1', texts: { en: 'I hear what becomes of my ideas.' } },
    { ...ownIdeas, code: 'X2' },
    { ...ownTools, code: 'X3', reversed: false },
  ]
  const now = releasedTableOf(withShares(asked, { X1: 0.5, X2: 0.8, X3: 0.5 }))
  const changes = roundChanges(now, before)
  const staff = changes.find(({ group }) => group.id === 'staff')
  t.same(
    staff?.own.map(({ code }) => code),
    ['X2'],
  )
  const [ideas] = staff?.own ?? []
  t.ok(ideas && !isHidden(ideas.change) && ideas.change.gap.points > 40)
  t.notOk(staff?.items.some(({ code }) => code.startsWith('X')))
  t.ok(changes.find(({ group }) => group.name === 'North')?.own.every(({ change }) => isHidden(change)))
  const rounds = surveyChapters(resultsOf(now, before)).find(({ part }) => part === 'rounds')
  t.match(
    rounds?.exhibits.find(({ id }) => id === 'rounds-own'),
    { rows: [[{ values: { text: ownIdeas.texts.en } }]] },
  )
})
