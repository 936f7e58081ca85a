/** A calendar day as 'YYYY-MM-DD', in no time zone. */
export type Day = string

const length = 86_400_000

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / length)
}

export function dayAfter(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * length).toISOString().slice(0, 10)
}

/** The day on the calendar of a place ('Europe/London') at an instant. */
export function dayAt(instant: Date, timeZone: string): Day {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
    .formatToParts(instant)
    .map(({ type, value }) => [type, value] as const)
  const { year, month, day } = Object.fromEntries(parts)
  return `${year}-${month}-${day}`
}
