import fc from 'fast-check'
import t from 'tap'
import { contentHash } from '../../src/domain/content-hash.ts'
import { countAnswers, type OpenedResponse } from '../../src/domain/disclosure/count-answers.ts'
import { formUnits, leadershipUnit, unitOfTeam } from '../../src/domain/disclosure/form-units.ts'
import { releaseTable } from '../../src/domain/disclosure/release.ts'
import type { ReleasedTable } from '../../src/domain/disclosure/released-table.ts'
import { disclosureRules } from '../../src/domain/disclosure/rules.ts'
import { coreItems } from '../../src/instruments/clarity-survey/items.ts'
import { changesSince } from '../../src/reports/changes.ts'
import { type ReportModel, reportModel } from '../../src/reports/model.ts'
import { kestrel, kestrelBefore, kestrelRecall } from '../support/kestrel.ts'
import { aSurvey, releasedTableOf } from '../support/released.ts'
import { reportOf, say, stringsIn } from './support.ts'

const table = releasedTableOf(kestrel)
const rich = { table, recall: kestrelRecall, previous: releasedTableOf(kestrelBefore) }
const report = reportOf(rich)

const citedIn = ({ pageOne, findings, chapters, strengths }: ReportModel) =>
  new Set([
    ...[...pageOne.sentences, ...pageOne.expectations, ...pageOne.keep].flatMap((each) => each.evidence),
    ...findings.flatMap((each) => each.evidence.map(({ place }) => place)),
    ...[...chapters, ...exhibitsIn(chapters), ...remarksIn(chapters)].flatMap((each) => each.evidence),
    ...[...strengths.points, ...strengths.signs].flatMap((each) => each.evidence),
  ])
const exhibitsIn = (chapters: ReportModel['chapters']) => chapters.flatMap((chapter) => chapter.exhibits)
const remarksIn = (chapters: ReportModel['chapters']) =>
  exhibitsIn(chapters).flatMap((exhibit) => (exhibit.kind === 'remarks' ? exhibit.remarks : []))

t.test('every number of a claim resolves in the index, and every entry is used', async (t) => {
  const places = report.evidence.map(({ place }) => place)
  t.same(
    places,
    places.map((_, index) => index + 1),
  )
  t.same(
    [...citedIn(report)].sort((a, b) => a - b),
    places,
  )
  const anchors = new Set([
    'page-one',
    'strengths',
    ...report.chapters.map(({ id }) => id),
    ...report.findings.map(({ target }) => `finding-${target}`),
  ])
  for (const { usedIn } of report.evidence) {
    t.ok(usedIn.length > 0)
    t.ok(usedIn.every(({ anchor }) => anchors.has(anchor)))
  }
})

t.test(
  'every finding of a chapter carries a number, and its entry has figure, basis and range',
  async (t) => {
    const chapters = report.chapters.filter(({ part }) => part !== 'appendix')
    const titled = exhibitsIn(chapters).filter(({ kind }) => kind !== 'remarks' && kind !== 'listing')
    for (const { title, evidence } of [...chapters, ...titled]) t.ok(evidence.length > 0, title)
    for (const { says, evidence } of remarksIn(chapters)) t.ok(evidence.length > 0, says)
    const places = new Set(
      [...chapters, ...titled, ...remarksIn(chapters)].flatMap(({ evidence }) => evidence),
    )
    for (const entry of report.evidence.filter(({ place }) => places.has(place))) {
      t.ok(entry.figure && entry.basis && entry.uncertainty, entry.says)
    }
  },
)

t.test('what page one says of who can name the priorities has the same number in its chapter', async (t) => {
  const perceived = exhibitsIn(report.chapters).find(({ id }) => id === 'gap-perceived')
  const onPageOne = report.pageOne.expectations.flatMap(({ evidence }) => evidence)
  t.same([...(perceived?.evidence ?? [])].sort(), [...onPageOne].sort())
})

t.test('the team that stands furthest apart leads, with a number that speaks for no finding', async (t) => {
  const [note, ...others] = remarksIn(report.chapters.filter(({ id }) => id === 'gap'))
  t.equal(note?.lead, 'Few in Engineering know which company goal their work serves.')
  t.match(
    note?.says.replaceAll('\u00a0', ' '),
    /^21 % on .*, against 69 % of everyone else: a difference of 48 points/,
  )
  t.ok(others.every(({ lead }) => lead === null))
  const entries = report.evidence.filter(({ place }) => note?.evidence.includes(place))
  t.match(entries, [{ speaksFor: null, basis: '38 of 45 answered' }])
})

t.test('a gap is cited with the interval of the staff, and a distance without a sign', async (t) => {
  const { evidence } = reportOf(rich)
  const gap = evidence.find(
    ({ figure, says }) => figure?.endsWith('points') && says.includes('leaders expected'),
  )
  t.match(gap?.uncertainty, /^staff (well|good|indicative)/)
  const apart = evidence.filter(({ says }) => says.includes('more than chance would explain'))
  t.ok(apart.length > 0)
  for (const { figure, uncertainty } of apart) t.notMatch(`${figure} ${uncertainty}`, /[−+]|at most/)
})

t.test('the method says in words what was not looked at, and each promise what it is about', async (t) => {
  const { method } = reportOf(rich)
  t.match(method.notExamined, [
    /^This check used the clarity survey. Not looked at: what leaders name when each/,
  ])
  t.match(method.contract.lines[0], /^How anonymous it is. This is a trial/)
  t.match(method.review[0], /, none dismissed\.$/)
})

t.test('has the parts that the survey feeds, in the order of the specification', async (t) => {
  t.same(
    report.chapters.map(({ id }) => id),
    ['gap', 'rounds', 'all-items', 'expected-table', 'rounds-table', 'overall'],
  )
  t.same(
    report.chapters[0]?.exhibits.map(({ id }) => id),
    [
      'gap-items',
      'gap-expected',
      'gap-perceived',
      'gap-standouts',
      'gap-priorities',
      'gap-teams-strategic',
      'gap-teams-operational',
      'gap-teams-cultural',
    ],
  )
  t.equal(report.pageOne.verdicts.length, 5)
  t.ok(report.pageOne.decisions.length <= 3)
  t.ok(report.pageOne.sentences.length <= 3)
  t.ok(report.pageOne.decisions.every(({ due }) => due > '2026-11-20'))
})

t.test('no text is left unsaid', async (t) => {
  t.notOk(stringsIn(report).some((text) => /^[a-z-]+\.[\w.-]+$/.test(text)))
})

t.test('what nobody reviewed is not printed, nor cited, nor decided upon', async (t) => {
  const unread = reportOf({ ...rich, reviews: {} })
  t.notOk(unread.findings.some(({ isSilent }) => !isSilent))
  t.match(unread.pageOne.headline, 'have not been reviewed')
  t.same(unread.pageOne.sentences, [])
  t.same(unread.pageOne.decisions, [])
  t.equal(unread.thirtyDays, null)
  t.ok(unread.pageOne.verdicts.some(({ verdict }) => verdict === 'not-reviewed'))
})

t.test('a dismissed finding is set aside, and the method says why', async (t) => {
  const set = reportOf({
    ...rich,
    reviews: {
      'set-and-forget': { state: 'dismissed', dismissal: 'Known and mended.' },
      illusion: { state: 'edited', wording: 'Nobody checked whether it arrived.' },
    },
  })
  t.notOk(set.findings.some(({ target }) => target === 'set-and-forget'))
  t.match(
    set.pageOne.verdicts.find(({ target }) => target === 'set-and-forget'),
    { verdict: 'set-aside' },
  )
  t.same(set.method.dismissed, [{ name: 'Set and forget', reason: 'Known and mended.' }])
  t.match(set.method.review[0], '1 reworded, 1 dismissed')
  t.match(
    set.findings.find(({ target }) => target === 'illusion'),
    { wording: 'Nobody checked whether it arrived.', isEdited: true },
  )
})

t.test('the consultant’s words keep the number of the evidence they stand for', async (t) => {
  const evidence = 'clarity-survey.recall-all'
  const words = {
    headline: 'The plan stays upstairs.',
    sentences: [
      { text: 'One in five can name it.', evidence },
      { text: '', evidence: null },
      { text: 'An aside.', evidence: 'clarity-survey.gone' },
    ],
  }
  const { pageOne, evidence: index } = reportOf(rich, { words })
  t.equal(pageOne.headline, 'The plan stays upstairs.')
  const [place] = pageOne.sentences[0]?.evidence ?? []
  t.match(index.find((each) => each.place === place)?.says, 'named all three agreed priorities')
  t.same(pageOne.sentences[1], { text: 'An aside.', evidence: [] })
  t.equal(pageOne.sentences.length, 2)
})

t.test('a check without figures gives a report that says so', async (t) => {
  const nobody = {
    departments: { Sales: [{ name: 'North', invited: 20, answered: 0, share: 0 }] },
    leaders: { invited: 7, answered: 0, share: 0 },
  }
  for (const survey of [nobody, { ...nobody, leaders: { invited: 7, answered: 3, share: 0.5 } }]) {
    const empty = reportOf({ table: releasedTableOf({ ...aSurvey, ...survey }) })
    t.ok(empty.isEmpty)
    t.same(empty.chapters, [])
    t.same(empty.evidence, [])
    t.match(empty.pageOne.headline, 'Too few people answered')
  }
})

t.test('freezing twice gives the same hash, also after a way through a database', async (t) => {
  t.equal(contentHash(reportOf(rich)), contentHash(report))
  const stored = JSON.parse(JSON.stringify(report), (_, value) => reversed(value))
  t.equal(contentHash(reportModel.parse(stored)), contentHash(report))
  t.not(contentHash({ ...report, organisation: 'Merlin' }), contentHash(report))
})

t.test('the hash does not hang on the order of names', async (t) => {
  const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))
  fc.assert(
    fc.property(json, (value) => {
      t.equal(contentHash(JSON.parse(JSON.stringify(value), (_, each) => reversed(each))), contentHash(value))
    }),
  )
})

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).reverse())
}

t.test('a new version says what changed, and that nothing did', async (t) => {
  const edited = reportOf({ ...rich, recall: null, reviews: { 'set-and-forget': {} } }, { isTrial: false })
  const said = changesSince(edited, report).map(say)
  t.match(said.join(' '), /Leadership misalignment is now part of the report/)
  t.match(said.join(' '), /The alignment illusion was “not enough to say” and is now “pointed to”/)
  t.match(said.join(' '), /New figures: 56.% of staff say/)
  t.same(changesSince(report, report).map(say), ['Only the date of issue is new.'])
})

// Two raw data sets that differ only within the edge have the same adjusted atoms, and must have the same report.
const teams = ['North', 'South', 'East'] as const
const few = fc.integer({ min: 0, max: 2 })
const rawAnswers = fc.record({
  a: fc.array(few, { minLength: 60, maxLength: 60 }),
  b: fc.array(few, { minLength: 60, maxLength: 60 }),
})

t.test('two raw data sets with equal adjusted atoms give the identical report', async (t) => {
  fc.assert(
    fc.property(rawAnswers, ({ a, b }) => {
      const [one, other] = [releasedFrom(a), releasedFrom(b)]
      t.same(one.atoms, other.atoms)
      t.equal(contentHash(reportOf({ table: one })), contentHash(reportOf({ table: other })))
    }),
    { numRuns: 25 },
  )
})

t.test('answers beyond the edge do change the report', async (t) => {
  const none = Array.from({ length: 60 }, () => 0)
  const report = reportOf({ table: releasedFrom(none) })
  t.not(contentHash(reportOf({ table: releasedFrom(none.with(0, 6)) })), contentHash(report))
})

/** Eleven people a team; `favourable` says how many of them rate each item with 4, team by team; the others with 3. */
function releasedFrom(favourable: readonly number[]): ReleasedTable {
  const names = {
    joined: (parts: readonly string[]) => parts.join(' + '),
    direct: (team: string) => team,
    staff: 'All staff',
    leadership: 'Leadership',
    openLink: 'Open link',
  }
  const children = teams.map((name) => ({ id: name, name, direct: 11, children: [] }))
  const rule = disclosureRules.standard
  const units = formUnits(
    { root: { id: 'all', name: 'All', direct: 0, children }, leaders: 0 },
    rule.k,
    names,
  )
  const invited: Record<string, number> = { [leadershipUnit]: 0 }
  const responses: OpenedResponse[] = teams.flatMap((team, at) => {
    const unit = unitOfTeam(units, team) ?? ''
    invited[unit] = (invited[unit] ?? 0) + 11
    return Array.from({ length: 11 }, (_, person) => ({
      unit,
      items: Object.fromEntries(
        coreItems.map(({ code, reversed: isReversed }, item) => {
          const isFavourable = person < (favourable[at * 20 + item] ?? 0)
          return [code, isFavourable ? (isReversed ? 2 : 4) : 3]
        }),
      ),
      lineOfSight: null,
    }))
  })
  const items = coreItems.map(({ code, reversed: isReversed }) => ({ code, reversed: isReversed }))
  const counted = countAnswers(
    responses,
    items.map(({ code }) => code),
  )
  return releaseTable({ profile: 'standard', rule, items, priorities: [], units, invited, names }, counted)
}

t.test('the method counts the code cards that were exported', async (t) => {
  const said = (cardsExported: { times: number; cards: number }) =>
    reportOf(rich, { cardsExported }).method.paragraphs.join(' ')
  t.match(said({ times: 0, cards: 0 }), 'No printed code cards were exported.')
  t.match(said({ times: 2, cards: 14 }), 'Printed code cards for 14 people were exported 2 times.')
})

const listingIn = (model: ReportModel, id: string) => {
  const found = exhibitsIn(model.chapters).find((exhibit) => exhibit.id === id)
  return found?.kind === 'listing' ? found : undefined
}

t.test('the overall figure stands in the appendix only, with its range and weights', async (t) => {
  const chapter = report.chapters.find(({ id }) => id === 'overall')
  t.equal(chapter?.part, 'appendix')
  t.match(chapter?.lead, /^\d[05] of 100, and it can lie between \d[05] and \d[05]\. It is the mean of 3/)
  t.same(
    listingIn(report, 'overall-components')?.rows.map((cells) => cells.at(-1)?.replaceAll('\u00a0', ' ')),
    ['33 %', '33 %', '33 %'],
  )
  t.notMatch(JSON.stringify([report.pageOne, report.findings]), /of 100/)
})

t.test('the overall figure is withheld with too few components, and says so', async (t) => {
  const uncoded = reportOf({ table })
  t.match(
    uncoded.chapters.find(({ id }) => id === 'overall')?.lead,
    'Withheld: it needs 3 components, and this check has 2.',
  )
  t.ok(listingIn(uncoded, 'overall-components')?.rows.every((cells) => cells.at(-1) === '–'))
})

const before = {
  name: 'Q2 2026',
  isIssued: true,
  verdicts: new Map([
    ['set-and-forget', 'not-seen'],
    ['leadership', 'set-aside'],
  ]),
}

t.test('every verdict has its history, and what nobody reviewed has none', async (t) => {
  const reviews = { 'set-and-forget': {} }
  const history = [{ ...before, name: 'Q1 2026', isIssued: false }, before]
  const listing = listingIn(reportOf({ ...rich, reviews }, { history }), 'rounds-verdicts-table')
  t.same(
    listing?.heads.map(({ label }) => label),
    ['Finding', 'Q1 2026, no report', 'Q2 2026', 'Q4 2026'],
  )
  t.same(listing?.rows[0], ['Set and forget', 'not seen', 'not seen', 'likely'])
  t.same(listing?.rows[3], ['Leadership misalignment', 'set aside', 'set aside', 'not reviewed'])
  t.same(listing?.rows[5]?.slice(1, 3), ['–', '–'])
  t.equal(listing?.rows.length, 8)
})

t.test('the history stands in the appendix, and a first round has none', async (t) => {
  const alone = reportOf({ table }, { history: [before] })
  t.equal(alone.chapters.find(({ id }) => id === 'rounds-verdicts')?.part, 'appendix')
  t.equal(listingIn(report, 'rounds-verdicts-table'), undefined)
})

t.test('a finding says what the round before said, where that was a verdict and another one', async (t) => {
  const said = (verdict: string, isIssued = true) => {
    const history = [{ name: 'Q2 2026', isIssued, verdicts: new Map([['set-and-forget', verdict]]) }]
    const { findings } = reportOf(rich, { history })
    return findings.find(({ target }) => target === 'set-and-forget')?.before
  }
  t.equal(said('not-seen'), 'Q2 2026: not seen')
  t.equal(said('not-seen', false), 'Q2 2026, no report: not seen')
  t.equal(said('likely'), null, 'the same')
  t.equal(said('set-aside'), null)
  t.equal(said('not-reviewed'), null)
})
