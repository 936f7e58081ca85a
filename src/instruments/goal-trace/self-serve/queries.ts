import { findAskedChecks } from '../../../collection/check-queries.ts'
import type { Db } from '../../../database/open.ts'
import { inWorkspace } from '../../../database/scope.ts'
import type { Level } from '../chain.ts'

/** The check whose trace somebody is asked for, by public id: the only way in without an account. */
export type AskedTrace = {
  readonly workspaceId: string
  readonly checkId: string
  readonly publicId: string
  readonly name: string
  readonly organisation: string
  readonly runBy: string
}

export async function findAskedTrace(db: Db, publicId: string): Promise<AskedTrace | undefined> {
  const [check] = await findAskedChecks(db, [publicId])
  return check
}

/** Whose link it is, as the person is told. */
export type Asked = {
  readonly id: string
  readonly goalName: string
  readonly role: string
  readonly team: string
  readonly level: Level
  readonly name: string
  readonly language: string
  readonly state: 'open' | 'sent'
  /** The interviewer has written words down: the interviewee's would replace them, and are not taken. */
  readonly isNoted: boolean
}

export type Key = { readonly by: 'token' | 'code'; readonly hash: string }
export type Known =
  | { readonly outcome: 'known'; readonly asked: Asked }
  | { readonly outcome: 'replaced' }
  | { readonly outcome: 'unknown' }

/** Looks a link or code up; reads only. */
export function knock(db: Db, trace: AskedTrace, { by, hash }: Key): Promise<Known> {
  return inWorkspace(db, trace.workspaceId, async (scope): Promise<Known> => {
    const found = await scope.db
      .selectFrom('trace_interviews as i')
      .innerJoin('traced_goals as g', (join) =>
        join.onRef('g.workspace_id', '=', 'i.workspace_id').onRef('g.id', '=', 'i.goal_id'),
      )
      .select(['i.id', 'g.name as goalName', 'i.role', 'i.team', 'i.level', 'i.name'])
      .select(['i.language', 'i.state', 'i.said', 'i.work'])
      .where('i.workspace_id', '=', scope.workspaceId)
      .where('i.check_id', '=', trace.checkId)
      .where(by === 'token' ? 'i.token_hash' : 'i.code_hash', '=', hash)
      .executeTakeFirst()
    if (found !== undefined) {
      const { said, work, ...asked } = found
      const isNoted = asked.state === 'open' && (said !== '' || work !== '')
      return { outcome: 'known', asked: { ...asked, isNoted } }
    }
    const replaced = await scope.db
      .selectFrom('replaced_links')
      .select('token_hash')
      .where('workspace_id', '=', scope.workspaceId)
      .where('check_id', '=', trace.checkId)
      .where('token_hash', '=', hash)
      .executeTakeFirst()
    return { outcome: replaced === undefined ? 'unknown' : 'replaced' }
  })
}

type Sending = {
  readonly interviewId: string
  readonly said: string
  readonly work: string
  readonly language: string
  readonly mayQuote: boolean
  readonly at: Date
}

/**
 * Takes the answers once, unless somebody has already noted words for this person: the interviewer's would be lost.
 * The same answers again find themselves taken.
 */
export function takeAnswers(
  db: Db,
  trace: AskedTrace,
  { interviewId, said, work, language, mayQuote, at }: Sending,
): Promise<'taken' | 'was-taken' | 'noted'> {
  return inWorkspace(db, trace.workspaceId, async (scope) => {
    const taken = await scope.db
      .updateTable('trace_interviews')
      .set((row) => ({
        ...{ said, work, language, may_quote: mayQuote, state: 'sent' as const, consented_at: at },
        version: row('version', '+', 1),
      }))
      .where('workspace_id', '=', scope.workspaceId)
      .where('id', '=', interviewId)
      .where('state', '=', 'open')
      .where('said', '=', '')
      .where('work', '=', '')
      .executeTakeFirst()
    if (taken.numUpdatedRows > 0n) return 'taken'
    const row = await scope.db
      .selectFrom('trace_interviews')
      .select('state')
      .where('workspace_id', '=', scope.workspaceId)
      .where('id', '=', interviewId)
      .executeTakeFirst()
    return row?.state === 'sent' ? 'was-taken' : 'noted'
  })
}
