import { asJson, type Scope } from '../../../database/scope.ts'
import type { MarkSuggestion } from '../mark-suggestion.ts'
import type { MarkSheet } from '../marks.ts'
import type { Connection } from '../traced-goal.ts'

export type Words = {
  readonly said: string
  readonly work: string
  readonly language: string
  readonly mayQuote: boolean
}

type Saving = Words & {
  readonly interviewId: string
  /** As it was when this screen last read or saved the words. */
  readonly version: number
  readonly screen: string
}

/**
 * Keeps what was typed unless somebody else has saved in between; null then. The screen that saved last may save again
 * without the new version: its answer may have been lost on the way.
 */
export async function saveWords({ db, workspaceId }: Scope, saving: Saving): Promise<number | null> {
  const { interviewId, version, screen, said, work, language, mayQuote } = saving
  const saved = await db
    .updateTable('trace_interviews')
    .set((row) => ({
      ...{ said, work, language, may_quote: mayQuote, last_screen: screen },
      version: row('version', '+', 1),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', interviewId)
    .where('state', '=', 'open')
    .where((row) => row.or([row('version', '=', version), row('last_screen', '=', screen)]))
    .returning('version')
    .executeTakeFirst()
  return saved?.version ?? null
}

type Marking = {
  readonly interviewId: string
  readonly version: number
  readonly marksVersion: number
  readonly marks: MarkSheet
  readonly connection: Connection | null
  readonly suggested: readonly MarkSuggestion[]
}

/** Keeps the marks, with the machine's suggestions beside them, unless words or marks have changed in between. */
export async function saveMarks({ db, workspaceId }: Scope, marking: Marking): Promise<boolean> {
  const { interviewId, version, marksVersion, marks, connection, suggested } = marking
  const saved = await db
    .updateTable('trace_interviews')
    .set((row) => ({
      ...{ marks: asJson(marks), connection, suggested: asJson(suggested) },
      marks_version: row('marks_version', '+', 1),
    }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', interviewId)
    .where('version', '=', version)
    .where('marks_version', '=', marksVersion)
    .executeTakeFirst()
  return saved.numUpdatedRows > 0n
}
