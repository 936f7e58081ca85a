import type { Scope } from '../database/scope.ts'
import type { CheckStatus } from './check-queries.ts'

/** Inside a transaction: the check as it is now, held; null where there is none. */
export async function holdCheck(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<{ readonly status: CheckStatus; readonly mode: 'sealed' | 'trial' } | null> {
  const row = await db
    .selectFrom('checks')
    .select(['status', 'mode'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

// Messages go with their invitations.
const everyTrace = [
  ...(['responses', 'envelopes', 'spent_marks', 'invitations'] as const),
  ...(['replaced_links', 'participation', 'waiting_texts'] as const),
]

/** Everything that came in, and who was invited. */
export async function deleteUncounted({ db, workspaceId }: Scope, checkId: string): Promise<void> {
  for (const table of everyTrace)
    await db
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('check_id', '=', checkId)
      .execute()
}

export async function endAsDiscarded({ db, workspaceId }: Scope, checkId: string, at: Date): Promise<void> {
  await db
    .updateTable('checks')
    .set({ status: 'discarded', closed_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .execute()
}

/** The units of a sealed check whose keys are needed still; none for a trial, or when all is over. */
export async function listKeyedUnits(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('units')
    .innerJoin('checks', (join) =>
      join.onRef('checks.workspace_id', '=', 'units.workspace_id').onRef('checks.id', '=', 'units.check_id'),
    )
    .select('units.id')
    .where('units.workspace_id', '=', workspaceId)
    .where('units.check_id', '=', checkId)
    .where('units.side', '!=', 'open')
    .where('checks.mode', '=', 'sealed')
    .where('checks.status', 'in', ['open', 'paused', 'closing'])
    .execute()
  return rows.map(({ id }) => id)
}
