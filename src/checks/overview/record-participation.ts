import { roomsOf } from '../../database/scope.ts'
import { dayAt, hourAt } from '../../domain/day.ts'
import { participationBand } from '../../domain/disclosure/participation-band.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import {
  addBands,
  type BandRow,
  countAnswered,
  listOpenChecks,
  type OpenCheck,
  type UnitCount,
} from './queries.ts'

const morning = 6

type Deps = Pick<Dependencies, 'db' | 'jobs' | 'now'>

// Zones differ by quarters of an hour; a check that has its band of the day is passed over.
export function defineParticipation(deps: Deps): void {
  deps.jobs.repeat('record-participation', '*/15 * * * *', () => recordParticipation(deps))
}

/** Writes the bands of the day for each open check, once a day, from six in the morning where the organisation is. */
export async function recordParticipation({ db, now }: Deps): Promise<void> {
  const at = now()
  for (const check of (await listOpenChecks(db)).filter((each) => isDue(each, at))) {
    const scope = roomsOf(db, check.workspaceId)
    const counts = await countAnswered(scope, check.checkId)
    await addBands(scope, check.checkId, bandsOf(counts, dayAt(at, check.timeZone)))
  }
}

function isDue({ timeZone, openedAt, lastDay }: OpenCheck, at: Date): boolean {
  const today = dayAt(at, timeZone)
  const openedToday = openedAt !== null && dayAt(openedAt, timeZone) === today
  return hourAt(at, timeZone) >= morning && !openedToday && lastDay !== today
}

function bandsOf(counts: readonly UnitCount[], day: string): readonly BandRow[] {
  const invited = counts.reduce((sum, unit) => sum + unit.invited, 0)
  const answered = counts.reduce((sum, unit) => sum + unit.answered, 0)
  const everyone = { unitId: null, invited, answered }
  return [everyone, ...counts].flatMap((group) => {
    const band = participationBand(group.answered, group.invited)
    return band === null ? [] : [{ day, unitId: group.unitId, from: band.from }]
  })
}
