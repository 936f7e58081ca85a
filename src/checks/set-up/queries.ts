import { sql } from 'kysely'
import { asJson, type Scope } from '../../database/scope.ts'
import type { OwnItem } from '../../domain/own-item.ts'
import type { SetUp } from './read-set-up.ts'

export type NewCheck = {
  readonly id: string
  readonly organisationId: string
  readonly publicId: string
  /** What the open link would be called, whether there is one or not. */
  readonly openId: string
  readonly at: Date
  readonly setUp: SetUp
}

export async function addCheck({ db, workspaceId }: Scope, check: NewCheck): Promise<void> {
  await db
    .insertInto('checks')
    .values({
      workspace_id: workspaceId,
      id: check.id,
      organisation_id: check.organisationId,
      public_id: check.publicId,
      status: 'draft',
      is_trial: true,
      close_progress: 0,
      created_at: check.at,
      ...columnsOf(check.setUp),
      open_link: check.setUp.hasOpenLink ? check.openId : null,
    })
    .execute()
}

/**
 * Changes a draft; false when it has been opened or deleted meanwhile. An open link that it has keeps its name. An
 * opening that is under way was asked for something else, so it is refused.
 */
export async function changeDraft(
  { db, workspaceId }: Scope,
  checkId: string,
  { setUp, openId }: Pick<NewCheck, 'setUp' | 'openId'>,
): Promise<boolean> {
  const result = await db
    .updateTable('checks')
    .set(({ fn, ref, val }) => ({
      ...columnsOf(setUp),
      open_link: setUp.hasOpenLink ? fn.coalesce(ref('open_link'), val(openId)) : null,
      opening: sql<string | null>`
        case when opening ->> 'end' is null then jsonb_set(opening, '{end}', '"refused"') end`,
    }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function deleteDraft({ db, workspaceId }: Scope, checkId: string): Promise<boolean> {
  const result = await db
    .deleteFrom('checks')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', '=', 'draft')
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Roles that somebody of this organisation is known by in its checks. */
export async function listRoles(
  { db, workspaceId }: Scope,
  organisationId: string,
): Promise<readonly string[]> {
  const ofOrganisation = db
    .selectFrom('checks')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('organisation_id', '=', organisationId)
  const rows = await db
    .selectFrom('executives')
    .select('role')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', 'in', ofOrganisation)
    .union(
      db
        .selectFrom('trace_interviews')
        .select('role')
        .where('workspace_id', '=', workspaceId)
        .where('check_id', 'in', ofOrganisation),
    )
    .execute()
  return rows.map(({ role }) => role).filter((role) => role !== '')
}

/** What the organisation's last opened check asked of its own: only the same words can be compared with it. */
export async function findLatestOwnItems(
  { db, workspaceId }: Scope,
  organisationId: string,
): Promise<readonly OwnItem[]> {
  const row = await db
    .selectFrom('checks')
    .select('own_items')
    .where('workspace_id', '=', workspaceId)
    .where('organisation_id', '=', organisationId)
    .where('opened_at', 'is not', null)
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.own_items ?? []
}

function columnsOf(setUp: SetUp) {
  return {
    name: setUp.name,
    profile: setUp.profile,
    languages: asJson(setUp.languages),
    dropped_items: asJson(setUp.droppedItems),
    bank_items: asJson(setUp.bankItems),
    own_items: asJson(setUp.ownItems),
    is_pulse: setUp.isPulse,
    priorities: asJson(setUp.priorities),
    opens_on: setUp.opensOn,
    closes_at: setUp.closesAt,
    results_on: setUp.resultsOn,
    results_to: setUp.resultsTo,
    run_by: setUp.runBy,
  }
}
