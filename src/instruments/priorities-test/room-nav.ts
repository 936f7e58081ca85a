import type { CheckRecord } from '../../checks/queries.ts'
import { message } from '../../domain/message.ts'
import { roomHref } from './test-of.ts'

export type RoomPart = 'room' | 'results' | 'workshop'

/** From one part of the instrument to another, once the seal is broken. */
export function roomNav(check: CheckRecord, current: RoomPart) {
  const room = roomHref(check)
  const coding = `/app/checks/${check.id}/coding/priorities`
  const to = { room, coding, results: `${room}/results`, workshop: `${room}/workshop` }
  return {
    links: Object.entries(to).map(([name, href]) => ({
      href,
      label: message(`priorities-test.nav.${name}`),
      isCurrent: name === current,
    })),
  }
}
