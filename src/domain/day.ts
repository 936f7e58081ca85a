/** A calendar day as 'YYYY-MM-DD', in no time zone. */
export type Day = string

const minute = 60_000
const day = 86_400_000

/** The instant of 23:59 on that day in the zone; where the clock shows it twice, the later one. */
export function endOfDay(on: Day, timeZone: string): Date {
  const asIfUtc = Date.parse(`${on}T23:59:00Z`)
  const offsets = [asIfUtc - day, asIfUtc + day].map((at) => offsetAt(new Date(at), timeZone))
  const candidates = offsets.map((offset) => asIfUtc - offset)
  const exact = candidates.filter((at) => at + offsetAt(new Date(at), timeZone) === asIfUtc)
  return new Date(Math.max(...(exact.length > 0 ? exact : candidates)))
}

/** The day on the calendar of a place ('Europe/London') at an instant. */
export function dayAt(instant: Date, timeZone: string): Day {
  return new Date(instant.getTime() + offsetAt(instant, timeZone)).toISOString().slice(0, 10)
}

/** The hour of the day there, 0 to 23. */
export function hourAt(instant: Date, timeZone: string): number {
  return new Date(instant.getTime() + offsetAt(instant, timeZone)).getUTCHours()
}

export function dayAfter(from: Day, days: number): Day {
  return new Date(Date.parse(from) + days * day).toISOString().slice(0, 10)
}

/** Whole days from one calendar day to another; negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day)
}

export type Quarter = { readonly quarter: number; readonly year: string }

export function quarterOf(on: Day): Quarter {
  return { quarter: Math.ceil(Number(on.slice(5, 7)) / 3), year: on.slice(0, 4) }
}

/** How far the zone's clock is ahead of UTC, in milliseconds, to the minute. */
function offsetAt(instant: Date, timeZone: string): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day: date = 1, hour = 0, minute: minutes = 0 } = parts
  const shown = Date.UTC(year, month - 1, date, hour, minutes)
  return shown - Math.floor(instant.getTime() / minute) * minute
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  formats.set(timeZone, made)
  return made
}
