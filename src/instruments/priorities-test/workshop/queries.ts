import { sql } from 'kysely'
import { asJson, type Scope } from '../../../database/scope.ts'
import type { AgreedPriority, NotNow } from '../agreed.ts'
import { type StepContent, stepContent } from './forms.ts'

export type KeptStep = { readonly revision: number; readonly content: StepContent }

export async function listSteps(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<ReadonlyMap<string, KeptStep>> {
  const rows = await db
    .selectFrom('workshop_steps')
    .select(['step', 'revision', 'content'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .execute()
  return new Map(
    rows.map(({ step, revision, content }) => [step, { revision, content: stepContent.parse(content) }]),
  )
}

export type NewStep = {
  readonly checkId: string
  readonly step: string
  /** The one that was seen; 0 for a screen on which nobody has typed. */
  readonly revision: number
  readonly content: StepContent
  readonly accountId: string
  readonly at: Date
}

/** The new revision; null when somebody else has written since. */
export async function saveStep({ db, workspaceId }: Scope, step: NewStep): Promise<number | null> {
  const next = step.revision + 1
  const written = {
    revision: next,
    content: asJson(step.content),
    changed_by: step.accountId,
    changed_at: step.at,
  }
  const key = { workspace_id: workspaceId, check_id: step.checkId, step: step.step }
  const result =
    step.revision === 0
      ? await db
          .insertInto('workshop_steps')
          .values({ ...key, ...written })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : await db
          .updateTable('workshop_steps')
          .set(written)
          .where('workspace_id', '=', workspaceId)
          .where('check_id', '=', step.checkId)
          .where('step', '=', step.step)
          .where('revision', '=', step.revision)
          .executeTakeFirst()
  const rows = 'numUpdatedRows' in result ? result.numUpdatedRows : result.numInsertedOrUpdatedRows
  return rows === 1n ? next : null
}

export type Agreement = {
  readonly checkId: string
  readonly agreed: readonly AgreedPriority[]
  readonly notNow: readonly NotNow[]
}

/**
 * Inside a transaction: what was agreed takes the place of what was; a draft check asks for exactly this. A round that
 * asked without any priorities holds what was named against these, until its coding has begun.
 */
export async function saveAgreement(
  { db, workspaceId }: Scope,
  { checkId, agreed, notNow }: Agreement,
): Promise<void> {
  const key = { workspace_id: workspaceId, check_id: checkId }
  for (const table of ['agreed_priorities', 'not_this_quarter'] as const)
    await db
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('check_id', '=', checkId)
      .execute()
  if (agreed.length > 0)
    await db
      .insertInto('agreed_priorities')
      .values(agreed.map((one) => ({ ...key, ...one })))
      .execute()
  if (notNow.length > 0)
    await db
      .insertInto('not_this_quarter')
      .values(notNow.map(({ statement, ...one }) => ({ ...key, ...one, statement_id: statement })))
      .execute()
  await db
    .updateTable('checks')
    .set({ priorities: asJson(agreed.map(({ text }, at) => ({ id: `p${at + 1}`, text }))) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where(
      sql<boolean>`(status = 'draft' or (status in ('closed', 'reported')
        and exists (
          select from released_tables
          where workspace_id = ${workspaceId} and check_id = ${checkId} and content->'priorities' = '[]'::jsonb
        )
        and not exists (
          select from codings
          where workspace_id = ${workspaceId} and check_id = ${checkId} and subject = 'q1'
        )))`,
    )
    .execute()
}
