import Handlebars, { type HelperOptions } from 'handlebars'
import type { Message } from '../domain/message.ts'
import type { Translator, Values } from './i18n.ts'

export const helperNames = ['t', 'say', 'number', 'percent', 'date', 'dateTime', 'is', 'json'] as const

type Helper = (...given: never[]) => unknown

/** The few helpers that templates know. Each finds the reader's language in `shell.locale`. */
export function templateHelpers(translate: Translator): Record<(typeof helperNames)[number], Helper> {
  return {
    t: (key: string, options: HelperOptions) =>
      translate.say(localeOf(options), { key, values: options.hash as Values }),
    say: (message: Message, options: HelperOptions) => translate.say(localeOf(options), message),
    number: (value: number, options: HelperOptions) => new Intl.NumberFormat(localeOf(options)).format(value),
    percent: (share: number, options: HelperOptions) => formatPercent(localeOf(options), share),
    date: (day: string | Date, options: HelperOptions) => formatDay(localeOf(options), day),
    dateTime: (at: string | Date, timeZone: string, options: HelperOptions) =>
      formatDateTime(localeOf(options), at, timeZone),
    is: (left: unknown, right: unknown) => left === right,
    json: (value: unknown) => JSON.stringify(value),
  }
}

// British style: a figure and its sign stand apart and may not be torn.
export function formatPercent(locale: string, share: number): string {
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(share * 100)}\u00a0%`
}

/** "14 December 2026"; a day is told as it is, in no time zone. */
export function formatDay(locale: string, day: string | Date): string {
  const at = typeof day === 'string' ? new Date(`${day.slice(0, 10)}T00:00:00Z`) : day
  return new Intl.DateTimeFormat(regional(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(at)
}

/** "30 November 2026 at 23:59" in the given time zone. */
export function formatDateTime(locale: string, at: string | Date, timeZone: string): string {
  return new Intl.DateTimeFormat(regional(locale), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  }).format(new Date(at))
}

const regional = (locale: string) => (locale.startsWith('en') ? 'en-GB' : locale)

function localeOf(options: HelperOptions): string {
  return (options.data.root as { shell: { locale: string } }).shell.locale
}

export function registerHelpers(translate: Translator): void {
  for (const [name, helper] of Object.entries(templateHelpers(translate))) {
    Handlebars.registerHelper(name, helper as Handlebars.HelperDelegate)
  }
}
