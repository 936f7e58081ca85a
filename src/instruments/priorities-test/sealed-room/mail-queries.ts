import type { Db } from '../../../database/open.ts'
import type { Scope } from '../../../database/scope.ts'
import { executiveAt } from './queries.ts'

export type MailKind = 'invitation' | 'reminder'

/**
 * Puts mails to be written: an invitation to whoever has none yet, a reminder to whoever has had one and has not sealed.
 * Without a mail server, or for who has no address, it is held on the screen. The ids of those to be sent.
 */
export async function putMails(
  { db, workspaceId }: Scope,
  order: {
    readonly checkId: string
    readonly kind: MailKind
    readonly hasMailer: boolean
    readonly only: string | null
  },
): Promise<readonly string[]> {
  const { checkId, kind, hasMailer, only } = order
  let due = db
    .updateTable('executives')
    .set(({ case: when, eb }) => ({
      mail_kind: kind,
      mail_problem: null,
      mail_count: eb('mail_count', '+', 1),
      mail_state: hasMailer
        ? when()
            .when('email', 'is', null)
            .then('held' as const)
            .else('waiting' as const)
            .end()
        : ('held' as const),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('state', '=', 'invited')
    .where('mail_state', kind === 'invitation' ? 'in' : 'not in', ['none', 'failed'])
  if (only !== null) due = due.where('id', '=', only)
  const rows = await due.returning(['id', 'mail_state']).execute()
  return rows.filter((row) => row.mail_state === 'waiting').map(({ id }) => id)
}

export type DueMail = {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly language: string
  readonly generation: number
  readonly kind: MailKind
  readonly count: number
}

/** A mail that is still to be sent to somebody who has not sealed; undefined for one that is done or fell away. */
export async function findDueMail(
  { db, workspaceId }: Scope,
  { checkId, id }: { readonly checkId: string; readonly id: string },
): Promise<DueMail | undefined> {
  return db
    .selectFrom('executives')
    .select(['id', 'name', 'email', 'language', 'generation', 'mail_kind as kind', 'mail_count as count'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('id', '=', id)
    .where('mail_state', '=', 'waiting')
    .where('state', '=', 'invited')
    .executeTakeFirst()
}

export async function endMail(
  scope: Scope,
  end: {
    readonly checkId: string
    readonly id: string
    readonly state: 'waiting' | 'sent' | 'failed'
    readonly problem: string | null
  },
): Promise<void> {
  const { state, problem, ...place } = end
  await executiveAt(scope, place)
    .set({ mail_state: state, mail_problem: problem })
    .where('mail_state', '=', 'waiting')
    .execute()
}

/** Mails that an absent server or a dead process has left waiting, in all workspaces. */
export async function listWaitingMails(db: Db) {
  return db
    .selectFrom('executives')
    .select(['workspace_id as workspaceId', 'check_id as checkId', 'id as executiveId'])
    .where('mail_state', '=', 'waiting')
    .where('state', '=', 'invited')
    .execute()
}
