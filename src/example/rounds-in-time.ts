/** A round's days, told from the day the example is loaded. */
export type RoundDates = {
  readonly name: string
  readonly opensOn: string
  readonly openedAt: Date
  readonly closesAt: Date
  readonly closedAt: Date
  readonly resultsOn: string
}

const dayMilliseconds = 86_400_000
const roundDays = 14

/** The newest round closed five days ago, the one before it a quarter earlier. */
export function roundDates(now: Date, roundsBack: number): RoundDates {
  const closed = new Date(now.getTime() - 5 * dayMilliseconds - roundsBack * 91 * dayMilliseconds)
  const opened = new Date(closed.getTime() - roundDays * dayMilliseconds)
  return {
    name: `Q${Math.floor(closed.getUTCMonth() / 3) + 1} ${closed.getUTCFullYear()}`,
    opensOn: dayOf(opened),
    openedAt: opened,
    closesAt: new Date(closed.getTime() - 60_000),
    closedAt: closed,
    resultsOn: dayOf(new Date(closed.getTime() + 14 * dayMilliseconds)),
  }
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
