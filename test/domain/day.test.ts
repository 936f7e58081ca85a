import fc from 'fast-check'
import t from 'tap'
import { dayAfter, dayAt, daysBetween, endOfDay, hourAt, quarterOf } from '../../src/domain/day.ts'

t.test('the end of a day is 23:59 on the clock of the place', async (t) => {
  const cases = [
    ['2026-11-30', 'Europe/London', '2026-11-30T23:59:00.000Z'],
    ['2026-07-31', 'Europe/London', '2026-07-31T22:59:00.000Z'],
    ['2026-03-28', 'Europe/Berlin', '2026-03-28T22:59:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:00.000Z'],
    ['2026-11-30', 'Asia/Kathmandu', '2026-11-30T18:14:00.000Z'],
    ['2026-12-31', 'Pacific/Kiritimati', '2026-12-31T09:59:00.000Z'],
  ] as const
  for (const [day, zone, instant] of cases) t.equal(endOfDay(day, zone).toISOString(), instant)
})

t.test('where the clock shows 23:59 twice, the later one ends the day', async (t) => {
  // Until 2019 São Paulo's summer ended at midnight, back to 23:00 of the same day.
  t.equal(endOfDay('2018-02-17', 'America/Sao_Paulo').toISOString(), '2018-02-18T02:59:00.000Z')
})

const zones = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Havana',
]
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => dayAfter('1995-01-01', days))

t.test('a minute after the end of a day the next has begun, in any zone and season', async (t) => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...zones), (day, zone) => {
      const end = endOfDay(day, zone)
      const next = new Date(end.getTime() + 60_000)
      return dayAt(end, zone) === day && hourAt(end, zone) === 23 && dayAt(next, zone) === dayAfter(day, 1)
    }),
    { numRuns: 2_000 },
  )
  t.pass('held')
})

t.test('days are counted by the calendar, not by hours', async (t) => {
  t.equal(daysBetween('2026-10-20', '2026-10-30'), 10)
  t.equal(daysBetween('2026-03-30', '2026-03-28'), -2)
  t.equal(dayAt(new Date('2026-11-20T23:30:00Z'), 'Asia/Tokyo'), '2026-11-21')
})

t.test('a day belongs to its quarter', async (t) => {
  t.same(quarterOf('2026-11-20'), { quarter: 4, year: '2026' })
  t.same(quarterOf('2027-01-01'), { quarter: 1, year: '2027' })
  t.same(quarterOf('2026-06-30'), { quarter: 2, year: '2026' })
})
