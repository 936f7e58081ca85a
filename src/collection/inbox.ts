import { hash } from 'node:crypto'
import type { Db } from '../database/open.ts'
import type { Random } from '../web/dependencies.ts'
import type { AnswerSheet } from './answer-sheet.ts'
import {
  type Answered,
  type AskedCheck,
  findInvitations,
  type Knock,
  type KnownInvitation,
} from './check-queries.ts'
import { type Checks, openChecks } from './checks.ts'
import { countTakings, type Taking } from './count-takings.ts'
import { gather, inGroups } from './gather.ts'
import type { KeyFolder } from './key-folder.ts'
import { hashCode, hashToken } from './link.ts'
import { type NewResponse, storeResponses } from './queries.ts'

/** What a person shows to be let in: the secret of the link, or the code as typed. */
export type Credential = { readonly by: 'token' | 'code'; readonly secret: string }

export const refusals = [
  ...([
    'unknown',
    'spent',
    'ended',
    'replaced',
    'expired',
    'closed',
    'not-open',
    'paused',
    'discarded',
  ] as const),
  // Only where answers are sealed.
  ...(['forged', 'withdrawn', 'no-receipt'] as const),
] as const
export type Refusal = (typeof refusals)[number]

export type Knocked =
  | { readonly outcome: 'known'; readonly invitation: KnownInvitation }
  | { readonly outcome: 'refused'; readonly reason: Refusal; readonly invitation: KnownInvitation | null }

/** `mark` is drawn by the form: the same mark again is the same submission, however often it is sent. */
export type Submission = {
  readonly check: AskedCheck
  readonly credential: Credential
  readonly isLeader: boolean
  readonly mark: string
  readonly sheet: AnswerSheet
}

export type Outcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'repeated' }
  | { readonly outcome: 'refused'; readonly reason: Refusal }

/** The way in for anonymous answers. Finding and knocking read only; accepting spends. */
export type Inbox = Checks & {
  knock(check: AskedCheck, credential: Credential): Promise<Knocked>
  accept(submission: Submission): Promise<Outcome>
}

export type Reach = {
  readonly db: Db
  readonly keys: KeyFolder
  readonly now: () => Date
  readonly random: Random
}

/** Trial form: one server sees the credential and the answers together, and stores no reference between them. */
export function openInbox(reach: Reach): Inbox {
  const { db, keys, now, random } = reach
  const taking = countTakings(reach)
  const findInvitation = gather((knocks: readonly Knock[]) => knockInGroups(db, knocks))
  const store = gather((letters: readonly Letter[]) => storeInGroups(db, letters, { at: now(), taking }))

  const accept = async (submission: Submission): Promise<Outcome> => {
    const { check, credential, isLeader, sheet } = submission
    const mark = hashMark(submission.mark)
    const knock = knockOf(keys, check, credential)
    const letter = { ...knock, isLeader, mark, id: random.uuid(), sheet: JSON.stringify(sheet) }
    if (await store(letter)) return { outcome: 'accepted' }
    const answered = await findInvitation(knock)
    if (answered.invitation?.spentBy === mark) return { outcome: 'repeated' }
    return { outcome: 'refused', reason: refusalOfKnock(answered, now()) ?? 'unknown' }
  }

  return {
    ...openChecks(db),
    knock: async (check, credential) => {
      const answered = await findInvitation(knockOf(keys, check, credential))
      const reason = refusalOfKnock(answered, now())
      const { invitation } = answered
      if (invitation === null || reason !== null)
        return { outcome: 'refused', reason: reason ?? 'unknown', invitation }
      return { outcome: 'known', invitation }
    },
    accept,
  }
}

/** Why nobody is let into this check now; null while it is open. */
export function refusalOf(check: Pick<AskedCheck, 'status' | 'closesAt'>, now: Date): Refusal | null {
  if (check.status === 'draft') return 'not-open'
  if (check.status === 'paused' || check.status === 'discarded') return check.status
  if (check.status !== 'open') return 'closed'
  return check.closesAt <= now ? 'expired' : null
}

export function refusalOfKnock(answered: Answered, now: Date): Refusal | null {
  const { invitation, isReplaced } = answered
  const isClosed = refusalOf(answered, now)
  if (isClosed !== null) return isClosed
  if (invitation === null) return isReplaced ? 'replaced' : 'unknown'
  // Before it is asked whether it was used: whoever holds the link of somebody who has left learns nothing.
  if (invitation.hasEnded) return 'ended'
  return invitation.spentBy === null ? null : 'spent'
}

export function knockOf(keys: KeyFolder, check: AskedCheck, { by, secret }: Credential): Knock {
  const { workspaceId, checkId } = check
  const hash = by === 'token' ? hashToken(secret) : hashCode(keys, checkId, secret)
  return { workspaceId, checkId, by, hash }
}

function hashMark(mark: string): string {
  return hash('sha256', mark, 'base64url')
}

type Letter = Knock & NewResponse

const doorOf = ({ checkId, by }: Knock): string => `${checkId} ${by}`

export function knockInGroups(db: Db, knocks: readonly Knock[]): Promise<readonly Answered[]> {
  return inGroups(knocks, doorOf, async (group) => {
    const [door] = group
    const hashes = group.map(({ hash }) => hash)
    return door === undefined ? [] : findInvitations(db, door, hashes)
  })
}

function storeInGroups(
  db: Db,
  letters: readonly Letter[],
  { at, taking }: { readonly at: Date; readonly taking: Taking },
): Promise<readonly boolean[]> {
  return inGroups(letters, doorOf, async (batch) => {
    const [door] = batch
    return door === undefined
      ? []
      : taking(
          (counted) => storeResponses(db, door, { batch, now: at, counted }),
          (stored) => stored.includes(true),
        )
  })
}
