/** Names such as "Europe/London", UTC among them. */
export const timeZones: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']),
].sort()

const known = new Set(timeZones)

export function isTimeZone(name: string): boolean {
  return known.has(name)
}

/** Where the server stands: the first guess for a new organisation. */
export function serverTimeZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return isTimeZone(timeZone) ? timeZone : 'UTC'
}
