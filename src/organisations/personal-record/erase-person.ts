import { type AccountScope, audit } from '../../access/require-account.ts'
import { endInvitations } from '../../checks/invitations/queries.ts'
import { inTransaction } from '../../database/scope.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { leaverOf } from '../people/leaver-of.ts'
import { removePerson } from '../people/queries.ts'
import { lockOrganisation } from '../queries.ts'
import {
  deleteUploads,
  detachInvitations,
  eraseExecutive,
  eraseInterviews,
  eraseNamed,
} from './erase-queries.ts'
import { listAsExecutive, listInterviews, type Subject } from './record-queries.ts'

type Erasure = {
  readonly subject: Subject
  /** Ids of interviews and of executives by name that are a namesake's. */
  readonly spared: readonly string[]
  /** What the test of the executives notes as the reason. */
  readonly reason: string
}

/** All at once: name and address go from everywhere they stand as this person's; the log keeps the id. */
export function eraseEverywhere(
  deps: Pick<Dependencies, 'keys' | 'now' | 'random'>,
  scope: AccountScope,
  { subject, spared, reason }: Erasure,
): Promise<void> {
  return inTransaction(scope, async (scope) => {
    await lockOrganisation(scope, subject.organisationId)
    const isTheirs = ({ id }: { readonly id: string }) => !spared.includes(id)
    for (const { checkId, id } of (await listAsExecutive(scope, subject)).filter(isTheirs))
      await eraseExecutive(scope, { checkId, id, reason })
    const interviews = (await listInterviews(scope, subject)).filter(isTheirs)
    await eraseInterviews(
      scope,
      interviews.map(({ id }) => id),
    )
    if (!spared.includes(namedKey)) await eraseNamed(scope, subject)
    await deleteUploads(scope, subject)
    await removePerson(scope, subject.id)
    await audit(deps, scope, { act: 'person-erased', subjectId: subject.id })
    // Last: from here on answers wait.
    await endInvitations(scope, [leaverOf(deps.keys, subject)])
    await detachInvitations(scope, subject)
  })
}

/** Stands for all places where the name is that of who said or owns something. */
export const namedKey = 'named'
