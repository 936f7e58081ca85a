import type { Scope } from '../../database/scope.ts'
import type { Person } from '../people/queries.ts'
import {
  countUploads,
  listActs,
  listAsExecutive,
  listInterviews,
  listInvitations,
  listNamed,
  type Subject,
} from './record-queries.ts'

export type PersonalRecord = Awaited<ReturnType<typeof readRecord>>

/** Everything that is stored under somebody's name, and what the log holds about them by id. */
export async function readRecord(scope: Scope, subject: Subject, person: Person & { readonly team: string }) {
  const executive = await listAsExecutive(scope, subject)
  const interviews = await listInterviews(scope, subject)
  const ids = [subject.id, ...[...executive, ...interviews].map(({ id }) => id)]
  return {
    roster: {
      ...{ id: person.id, name: person.name, email: person.email, team: person.team },
      ...{ leader: person.isLeader, language: person.language },
    },
    invitations: await listInvitations(scope, subject),
    executive,
    interviews,
    named: await listNamed(scope, subject),
    log: await listActs(scope, ids),
    uploads: await countUploads(scope, subject),
  }
}

/** For the person: to be read by people and by programs. `notHere` says what no export can hold. */
export function writeExport(
  record: PersonalRecord,
  { at, notHere }: { readonly at: Date; readonly notHere: readonly string[] },
): string {
  const { roster, invitations, executive, interviews, named, log } = record
  const exported = {
    exportedAt: at,
    roster,
    invitations,
    prioritiesTest: executive,
    goalTrace: interviews,
    namedAs: named,
    log,
    notHere,
  }
  return `${JSON.stringify(exported, null, 2)}\n`
}
