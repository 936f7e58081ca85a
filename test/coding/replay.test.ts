import fc from 'fast-check'
import t from 'tap'
import { codersOf } from '../../src/coding/coders.ts'
import type { CodingEvent, CodingStart, Step } from '../../src/coding/coding.ts'
import { decideEvent, replay } from '../../src/coding/replay.ts'
import { readCatalogue } from '../../src/web/i18n.ts'
import { cpuMsOf } from '../support/cpu-time.ts'

const translate = readCatalogue()
const texts = ['a', 'b', 'c', 'd'].map((id) => ({ id, text: `Statement ${id}`, question: 'P1' }))
const start: CodingStart = {
  texts,
  suggestions: [
    { statements: ['a', 'b'], exemplar: 'a', words: [{ words: ['grow'], statements: 2 }], likeness: 0.5 },
  ],
}

/** Keeps the events that are taken, as the caller does. */
function keep(steps: readonly CodingEvent[], from: readonly CodingEvent[] = []): readonly CodingEvent[] {
  const kept = [...from]
  for (const event of steps) if (decideEvent(start, kept, event).outcome === 'taken') kept.push(event)
  return kept
}

const lead = (step: Step): CodingEvent => ({ coder: 'lead', ...step })
const second = (step: Step): CodingEvent => ({ coder: 'second', ...step })
const undo: CodingEvent = { coder: 'lead', kind: 'undo' }
const growth = lead({ kind: 'accept', suggestion: 0, theme: { id: 't1', name: 'Growth' } })
const costs = lead({ kind: 'add', theme: { id: 't2', name: 'Costs' } })
const restToCosts = lead({ kind: 'assign', texts: ['c', 'd'], theme: 't2' })
const whole = [growth, costs, restToCosts]

function refusal(events: readonly CodingEvent[], event: CodingEvent): string {
  const decided = decideEvent(start, events, event)
  return decided.outcome === 'refused' ? decided.reason.key : 'taken'
}

t.test('takes a suggestion as a theme and assigns several statements at once', async (t) => {
  const coding = replay(start, whole)
  t.same(coding.codes.lead, { a: 't1', b: 't1', c: 't2', d: 't2' })
  t.same(coding.themes, [
    { id: 't1', name: 'Growth' },
    { id: 't2', name: 'Costs' },
  ])
  t.same(coding.suggestions, start.suggestions)
})

t.test('merges, splits and renames', async (t) => {
  const merged = keep([lead({ kind: 'merge', themes: ['t2'], into: 't1' })], whole)
  t.same(Object.values(replay(start, merged).codes.lead), ['t1', 't1', 't1', 't1'])
  const split = keep(
    [lead({ kind: 'split', theme: 't1', texts: ['b'], into: { id: 't3', name: 'Reach' } })],
    merged,
  )
  t.same(replay(start, split).codes.lead, { a: 't1', b: 't3', c: 't1', d: 't1' })
  const renamed = keep([lead({ kind: 'rename', theme: 't3', name: ' Awareness ' })], split)
  t.same(
    replay(start, renamed).themes.map(({ name }) => name),
    ['Growth', 'Awareness'],
  )
})

t.test('refuses in words what cannot be done', async (t) => {
  const cases: readonly (readonly [readonly CodingEvent[], CodingEvent, string])[] = [
    [whole, second({ kind: 'add', theme: { id: 't9', name: 'Mine' } }), 'not-lead'],
    [[], lead({ kind: 'accept', suggestion: 4, theme: { id: 't1', name: 'x' } }), 'no-suggestion'],
    [whole, lead({ kind: 'add', theme: { id: 't1', name: 'Again' } }), 'theme-exists'],
    [whole, lead({ kind: 'add', theme: { id: 't9', name: ' costs' } }), 'name-taken'],
    [whole, lead({ kind: 'rename', theme: 't1', name: ' ' }), 'no-name'],
    [whole, lead({ kind: 'assign', texts: ['a'], theme: 'gone' }), 'no-theme'],
    [whole, lead({ kind: 'assign', texts: ['zz'], theme: 't1' }), 'no-text'],
    [whole, lead({ kind: 'merge', themes: ['t1'], into: 't1' }), 'merge-with-itself'],
    [
      whole,
      lead({ kind: 'split', theme: 't1', texts: ['a', 'b'], into: { id: 't9', name: 'x' } }),
      'not-a-part',
    ],
    [[growth], lead({ kind: 'freeze' }), 'not-all-coded'],
    [[], undo, 'nothing-to-undo'],
  ]
  for (const [events, event, reason] of cases) {
    t.equal(refusal(events, event), `coding.refused.${reason}`)
    t.ok(translate.has(`coding.refused.${reason}`), reason)
  }
})

t.test('a frozen codebook changes no more, but the second coder can still code with it', async (t) => {
  const frozen = keep([lead({ kind: 'freeze' })], whole)
  t.equal(replay(start, frozen).isFrozen, true)
  t.equal(refusal(frozen, undo), 'coding.refused.frozen')
  t.equal(refusal(frozen, restToCosts), 'coding.refused.frozen')
  const coded = keep([second({ kind: 'assign', texts: ['a'], theme: 't2' })], frozen)
  t.same(replay(start, coded).codes.second, { a: 't2' })
  t.equal(replay(start, coded).codes.lead.a, 't1')
})

t.test('takes some texts of a suggestion, and texts along with a new theme', async (t) => {
  const some = keep([
    lead({ kind: 'accept', suggestion: 0, texts: ['b'], theme: { id: 't1', name: 'Growth' } }),
    lead({ kind: 'add', texts: ['c', 'd'], theme: { id: 't2', name: 'Costs' } }),
  ])
  t.same(replay(start, some).codes.lead, { b: 't1', c: 't2', d: 't2' })
  t.same(replay(start, [...some, undo]).codes.lead, { b: 't1' }, 'one step, one undo')
  const foreign = lead({ kind: 'accept', suggestion: 0, texts: ['d'], theme: { id: 't9', name: 'x' } })
  t.equal(refusal([], foreign), 'coding.refused.no-text')
})

t.test('with themes given from the start only codes are decided', async (t) => {
  const given = { ...start, themes: [{ id: 'p1', name: 'Grow' }] }
  const decide = (event: CodingEvent) => decideEvent(given, [], event)
  t.match(decide(growth), { outcome: 'refused', reason: { key: 'coding.refused.given' } })
  t.match(decide(lead({ kind: 'assign', texts: ['a'], theme: 'p1' })), { outcome: 'taken' })
})

t.test('the second coder is done once and for all, and only after both have coded everything', async (t) => {
  const finish = second({ kind: 'finish' })
  const all = second({ kind: 'assign', texts: ['a', 'b', 'c', 'd'], theme: 't1' })
  t.equal(
    refusal([...whole, second({ kind: 'assign', texts: ['a'], theme: 't1' })], finish),
    'coding.refused.not-all-coded',
  )
  t.equal(refusal([growth, all], finish), 'coding.refused.lead-not-done')
  t.equal(refusal(whole, lead({ kind: 'finish' })), 'coding.refused.not-second')
  const done = [...whole, all, finish]
  t.equal(refusal([...whole, all], finish), 'taken')
  t.equal(refusal(done, all), 'coding.refused.finished')
  t.equal(refusal(done, { coder: 'second', kind: 'undo' }), 'coding.refused.finished')
  t.equal(replay(start, [...done, undo]).isCompared, true, 'whatever the lead takes back')
  for (const reason of ['given', 'finished', 'lead-not-done', 'not-second'])
    t.ok(translate.has(`coding.refused.${reason}`), reason)
})

t.test('agreement is what it was when the second was done, not what they agreed on afterwards', async (t) => {
  const by = (events: readonly CodingEvent[], accountId: string) =>
    events.map((event) => ({ ...event, accountId }))
  const all = second({ kind: 'assign', texts: ['a', 'b', 'c', 'd'], theme: 't1' })
  const done = [...by(whole, 'A'), ...by([all, second({ kind: 'finish' })], 'B')]
  t.same(codersOf(start, done.slice(0, -1)), { count: 1 })
  const measured = codersOf(start, done)
  t.match(measured, { count: 2, same: 2, of: 4, percent: 0.5, isSameAccount: false })
  const after = by([lead({ kind: 'assign', texts: ['c', 'd'], theme: 't1' })], 'A')
  t.same(codersOf(start, [...done, ...after]), measured)
  t.match(codersOf(start, [...done, ...by([all], 'A')]), { isSameAccount: true })
})

t.test('thousands of steps are replayed at once', async (t) => {
  const many = Array.from({ length: 2000 }, (_, at) => ({ id: `x${at}`, text: 'x', question: 'P1' }))
  const events: CodingEvent[] = [
    lead({ kind: 'add', theme: { id: 't1', name: 'Growth' } }),
    ...many.map(({ id }) => lead({ kind: 'assign', texts: [id], theme: 't1' })),
  ]
  const took = await cpuMsOf(() =>
    t.equal(Object.keys(replay({ texts: many, suggestions: [] }, events).codes.lead).length, 2000),
  )
  t.ok(took < 500, `${took} ms`)
})

t.test("a step of one coder that rests on the other's undone step falls away", async (t) => {
  const both = keep([costs, second({ kind: 'assign', texts: ['a'], theme: 't2' }), undo])
  t.same(replay(start, both).themes, [])
  t.same(replay(start, both).codes.second, {})
})

const anyTheme = fc.constantFrom('t1', 't2', 't3', 't4')
const someTexts = fc.shuffledSubarray(['a', 'b', 'c', 'd'])
const anyName = fc.constantFrom('Growth', 'Costs', 'Reach', 'Speed')
const newTheme = fc.record({ id: anyTheme, name: anyName })
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('accept' as const), suggestion: fc.constantFrom(0, 1), theme: newTheme }),
  fc.record({ kind: fc.constant('add' as const), theme: newTheme }),
  fc.record({ kind: fc.constant('assign' as const), texts: someTexts, theme: fc.option(anyTheme) }),
  fc.record({
    kind: fc.constant('merge' as const),
    themes: fc.array(anyTheme, { maxLength: 2 }),
    into: anyTheme,
  }),
  fc.record({ kind: fc.constant('split' as const), theme: anyTheme, texts: someTexts, into: newTheme }),
  fc.record({ kind: fc.constant('rename' as const), theme: anyTheme, name: anyName }),
)
const anyEvent: fc.Arbitrary<CodingEvent> = fc.oneof(
  anyStep.map((step): CodingEvent => ({ coder: 'lead', ...step })),
  anyStep.map((step): CodingEvent => ({ coder: 'second', ...step })),
  fc.constantFrom<CodingEvent>(undo, { coder: 'second', kind: 'undo' }),
)

t.test('undoing any step returns the state before it', async () => {
  fc.assert(
    fc.property(
      fc.array(anyEvent, { maxLength: 15 }),
      anyStep,
      fc.constantFrom('lead' as const, 'second' as const),
      (given, step, coder) => {
        const before = keep(given)
        const after = keep([{ coder, ...step }], before)
        if (after.length === before.length) return true
        const undone = keep([{ coder, kind: 'undo' }], after)
        return JSON.stringify(replay(start, undone)) === JSON.stringify(replay(start, before))
      },
    ),
    { numRuns: 300 },
  )
})

t.test('every code is a theme that exists, whatever happens', async () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 25 }), (given) => {
      const { themes, codes } = replay(start, keep(given))
      const known = new Set(themes.map(({ id }) => id))
      return [codes.lead, codes.second].every((each) =>
        Object.values(each).every((theme) => known.has(theme)),
      )
    }),
    { numRuns: 300 },
  )
})
