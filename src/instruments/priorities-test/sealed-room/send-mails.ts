import { z } from 'zod'
import { findCheck } from '../../../checks/queries.ts'
import { listSealedTests } from '../../../collection/check-queries.ts'
import { roomsOf } from '../../../database/scope.ts'
import { judgeFailure } from '../../../mail/judge-failure.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { findTest } from '../queries.ts'
import { executiveMail, wayOf } from './executive-mail.ts'
import { endMail, findDueMail, listWaitingMails } from './mail-queries.ts'

const jobName = 'send-executive-mail'
const mailRef = z.object({ workspaceId: z.uuid(), checkId: z.uuid(), executiveId: z.uuid() })
type MailRef = z.infer<typeof mailRef>

/** One mail a job; each minute looks after what an absent server has left, each night after keys that should be gone. */
export function defineExecutiveMails(deps: Dependencies): void {
  deps.jobs.define(jobName, mailRef, (ref) => sendMail(deps, ref))
  deps.jobs.repeat('resume-executive-mails', '* * * * *', async () => {
    if (deps.mailer !== null) await sendAll(deps, await listWaitingMails(deps.db))
  })
  deps.jobs.repeat('destroy-broken-seals', '17 3 * * *', () => destroyUnusedKeys(deps))
}

/** Keys whose seal is broken or whose check was deleted: what a process that died has left. */
export async function destroyUnusedKeys({ db, keys }: Pick<Dependencies, 'db' | 'keys'>): Promise<void> {
  const standing = keys.tests.list()
  const sealed = await listSealedTests(db)
  for (const checkId of standing) if (!sealed.includes(checkId)) await keys.tests.destroy(checkId)
}

/** Gives mails to the queue, after the transaction that put them. */
export async function sendAll({ jobs }: Pick<Dependencies, 'jobs'>, refs: readonly MailRef[]): Promise<void> {
  for (const ref of refs) await jobs.send(jobName, ref, { singletonKey: ref.executiveId })
}

// At least once, with the same Message-ID, so that a receiver can drop a copy.
async function sendMail(deps: Dependencies, { workspaceId, checkId, executiveId }: MailRef): Promise<void> {
  const scope = roomsOf(deps.db, workspaceId)
  const { mailer } = deps
  const place = { checkId, id: executiveId }
  const mail = await findDueMail(scope, place)
  const [check, test] = [await findCheck(scope, checkId), await findTest(scope, checkId)]
  const testKeys = deps.keys.tests.keysOf(checkId)
  if (mailer === null || mail === undefined || check === undefined || test === null) return
  if (mail.email === null || testKeys === null) {
    const problem = mail.email === null ? 'no-address' : 'message-refused'
    return endMail(scope, { ...place, state: 'failed', problem })
  }
  const way = wayOf(deps, { test, testKeys, executive: mail })
  try {
    await mailer.send({
      to: { name: mail.name, address: mail.email },
      messageId: `<${mail.id}.${mail.generation}.${mail.count}@${new URL(deps.config.publicUrl).hostname}>`,
      ...executiveMail(deps, check, { kind: mail.kind, executive: mail, way }),
    })
  } catch (error) {
    const { kind, problem } = judgeFailure(error)
    return endMail(scope, { ...place, state: kind === 'refused' ? 'failed' : 'waiting', problem })
  }
  await endMail(scope, { ...place, state: 'sent', problem: null })
}
