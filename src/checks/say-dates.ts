import { type Message, message } from '../domain/message.ts'

/** "16 November", with the year only where it is not this one. */
export function sayDay(locale: string, on: string, today: string): string {
  const isThisYear = on.slice(0, 4) === today.slice(0, 4)
  return new Intl.DateTimeFormat(regional(locale), {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' as const }),
    timeZone: 'UTC',
  }).format(new Date(`${on}T00:00:00Z`))
}

/** "23:59" on the clock of the place. */
export function sayTime(locale: string, at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(regional(locale), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at)
}

/** "London time": the zone by the city that names it. */
export function sayZone(timeZone: string): Message {
  const city = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ')
  return message('checks.when.zone', { city })
}

const regional = (locale: string) => (locale.startsWith('en') ? 'en-GB' : locale)
