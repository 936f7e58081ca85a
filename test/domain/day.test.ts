import t from 'tap'
import { dayAfter, dayAt, daysBetween } from '../../src/domain/day.ts'

t.test('a day follows the calendar, also over the end of summer time', async (t) => {
  t.equal(dayAfter('2026-10-24', 2), '2026-10-26')
  t.equal(dayAfter('2026-12-31', 1), '2027-01-01')
  t.equal(daysBetween('2026-10-24', '2026-10-26'), 2)
  t.equal(daysBetween('2026-10-26', '2026-10-24'), -2)
})

t.test('which day it is hangs on the place', async (t) => {
  const instant = new Date('2026-11-20T23:30:00Z')
  t.equal(dayAt(instant, 'Europe/Berlin'), '2026-11-21')
  t.equal(dayAt(instant, 'America/New_York'), '2026-11-20')
})
