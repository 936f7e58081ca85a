/** "21–27 November 2026": a stretch of days, with nothing said twice. */
export function formatDays(language: string, from: string, to: string): string {
  const locale = language.startsWith('en') ? 'en-GB' : language
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`))
}
