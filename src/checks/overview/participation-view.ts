import type { z } from 'zod'
import { drawChart } from '../../charts/draw.ts'
import { participation } from '../../charts/participation.ts'
import { dayAt } from '../../domain/day.ts'
import { type Message, message } from '../../domain/message.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { formatPercent } from '../../web/helpers.ts'
import type { CheckRecord } from '../queries.ts'
import { sayDay } from '../say-dates.ts'
import type { overviewPage } from './pages.ts'
import type { BandRow } from './queries.ts'

type View = z.input<(typeof overviewPage)['schema']>['participation']

/** What a round should reach before anyone rests on its figures. */
const targetShare = 0.8

/** The bands of each day as a chart and as a list, or why there are none. */
export function participationView(
  deps: Dependencies,
  given: {
    readonly check: CheckRecord
    readonly bands: readonly BandRow[]
    readonly invited: number
    readonly locale: string
  },
): View {
  const { check, bands, invited, locale } = given
  const today = dayAt(deps.now(), check.timeZone)
  const say = (key: string, values = {}) => deps.translate.say(locale, { key: `checks.${key}`, values })
  const days = bands.map(({ day, from }) => ({
    day: sayDay(locale, day, today),
    band: say('band', { from, to: from + 10 }),
  }))
  const last = days.at(-1)
  if (last === undefined) return { chart: null, none: noneYet(check, invited), days: [] }
  const chart = participation({
    days: bands.map(({ day, from }) => ({
      label: shortDay(locale, day),
      from: from / 100,
      to: (from + 10) / 100,
    })),
    lastBand: last.band,
    target: {
      share: targetShare,
      label: formatPercent(locale, targetShare),
      name: say('participation.target', { share: formatPercent(locale, targetShare) }),
    },
  })
  const title = say('participation.finding', { ...last })
  return { chart: drawChart(chart, { title }), none: noneYet(check, invited), days }
}

/** The invited of a group under 20 are so few that even a band could tell one answer from the next (spec 09). */
const fewestInvited = 20

function noneYet(check: CheckRecord, invited: number): Message {
  if (check.status === 'draft') return message('checks.participation.draft')
  if (check.status === 'paused' || check.status === 'discarded')
    return message(`checks.participation.${check.status}`)
  if (check.status !== 'open') return message('checks.participation.over')
  return invited < fewestInvited
    ? message('checks.participation.few')
    : message('checks.participation.tomorrow')
}

function shortDay(locale: string, day: string): string {
  const tag = locale.startsWith('en') ? 'en-GB' : locale
  return new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}
