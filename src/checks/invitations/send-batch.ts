import { roomsOf } from '../../database/scope.ts'
import { type Failure, judgeFailure, pauseAfter } from '../../mail/judge-failure.ts'
import type { Mail, Mailer } from '../../mail/transport.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { type CheckRecord, findCheck } from '../queries.ts'
import { invitationMail } from './invitation-mail.ts'
import {
  type BatchRef,
  type ClaimedMessage,
  claimMessages,
  type Ending,
  endAttempt,
  finishBatch,
  skipWaiting,
} from './sending-queries.ts'

const mailsAtOnce = 20
// Longer than the mailer may take for all of them over its four connections.
const lease = 360_000
const longestRun = 120_000
/** A server that says "later" is asked this often, in all about an hour. */
const mostAttempts = 8

type Deps = Pick<Dependencies, 'config' | 'db' | 'jobs' | 'keys' | 'mailer' | 'now' | 'translate'>

/**
 * Sends what is due of one batch, in any number of processes at once. At least once: an attempt is noted, then made,
 * then its end is noted; a process that dies between the last two sends the mail again with the same Message-ID, so
 * that a receiver can drop the copy. The other order would lose mails instead, and nobody would notice.
 */
export async function sendBatch(deps: Deps, ref: BatchRef): Promise<void> {
  const { db, mailer } = deps
  const scope = roomsOf(db, ref.workspaceId)
  const check = await findCheck(scope, ref.checkId)
  if (check === undefined || mailer === null) return
  if (check.status !== 'open') await skipWaiting(scope, ref)
  else await sendDue(deps, { ref, check, mailer })
  await finishBatch(scope, ref, deps.now())
}

type Sending = { readonly ref: BatchRef; readonly check: CheckRecord; readonly mailer: Mailer }

async function sendDue(deps: Deps, sending: Sending): Promise<void> {
  const { ref } = sending
  const scope = roomsOf(deps.db, ref.workspaceId)
  const end = performance.now() + longestRun
  for (;;) {
    const now = deps.now()
    const until = new Date(now.getTime() + lease)
    const claimed = await claimMessages(scope, { ref, now, until, most: mailsAtOnce })
    const results = await Promise.all(claimed.map((message) => attempt(deps, sending, message)))
    if (claimed.length < mailsAtOnce || results.includes('away')) return
    // A short job leaves little to wait for when its process dies.
    if (performance.now() > end) return deps.jobs.send('send-messages', ref)
  }
}

async function attempt(
  deps: Deps,
  { ref, check, mailer }: Sending,
  message: ClaimedMessage,
): Promise<Failure['kind'] | 'done'> {
  const scope = roomsOf(deps.db, ref.workspaceId)
  const end = (status: Ending['status'], problem: string | null, pause = 0) => {
    const nextAt = new Date(deps.now().getTime() + pause)
    return endAttempt(scope, ref.checkId, { id: message.id, status, problem, nextAt })
  }
  const { address, attempts, personName } = message
  // Failed, not skipped: who comes back is found there and can be written to.
  if (personName === null && message.kind === 'invitation') await end('failed', 'removed')
  else if (personName === null || (message.kind === 'reminder' && message.isAnswered))
    await end('skipped', null)
  else if (address === null) await end('failed', 'no-address')
  else {
    const failure = await deliver(mailer, mailFor(deps, check, { ...message, personName, address }))
    if (failure === null) await end('sent', null)
    else {
      const isOver = failure.kind === 'refused' || (failure.kind === 'busy' && attempts >= mostAttempts)
      await end(isOver ? 'failed' : 'waiting', failure.problem, pauseAfter(attempts))
      return failure.kind
    }
  }
  return 'done'
}

async function deliver(mailer: Mailer, mail: Mail): Promise<Failure | null> {
  try {
    await mailer.send(mail)
    return null
  } catch (error) {
    return judgeFailure(error)
  }
}

function mailFor(
  deps: Deps,
  check: CheckRecord,
  message: ClaimedMessage & { readonly personName: string; readonly address: string },
): Mail {
  const { personName, address, kind, language, invitationId, generation } = message
  const order = { kind, personName, language, link: { id: invitationId, generation } }
  return {
    to: { name: personName, address },
    messageId: `<${message.id}@${new URL(deps.config.publicUrl).hostname}>`,
    ...invitationMail(deps, check, order),
  }
}
