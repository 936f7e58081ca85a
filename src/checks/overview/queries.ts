import { sql } from 'kysely'
import type { Db } from '../../database/open.ts'
import type { Scope } from '../../database/scope.ts'
import { organisationGroup, participation } from '../../domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../../domain/disclosure/released-table.ts'

export type OpenCheck = {
  readonly workspaceId: string
  readonly checkId: string
  readonly timeZone: string
  readonly openedAt: Date | null
  /** The last day with a band; null before the first. */
  readonly lastDay: string | null
}

/** Open checks of all workspaces, for the daily roll-up. */
export async function listOpenChecks(db: Db): Promise<readonly OpenCheck[]> {
  return db
    .selectFrom('checks')
    .innerJoin('organisations', (join) =>
      join
        .onRef('organisations.workspace_id', '=', 'checks.workspace_id')
        .onRef('organisations.id', '=', 'checks.organisation_id'),
    )
    .select([
      'checks.workspace_id as workspaceId',
      'checks.id as checkId',
      'organisations.time_zone as timeZone',
      'checks.opened_at as openedAt',
    ])
    .select((select) =>
      select
        .selectFrom('participation')
        .select((inner) => inner.fn.max('participation.day').as('day'))
        .whereRef('participation.workspace_id', '=', 'checks.workspace_id')
        .whereRef('participation.check_id', '=', 'checks.id')
        .as('lastDay'),
    )
    .where('checks.status', '=', 'open')
    .execute()
}

export type UnitCount = { readonly unitId: string; readonly invited: number; readonly answered: number }

/** Live counts, for the roll-up alone: no page may show them. */
export async function countAnswered(
  { db, workspaceId }: Scope,
  checkId: string,
): Promise<readonly UnitCount[]> {
  return db
    .selectFrom('units')
    .leftJoin('invitations', (join) =>
      join
        .onRef('invitations.workspace_id', '=', 'units.workspace_id')
        .onRef('invitations.check_id', '=', 'units.check_id')
        .onRef('invitations.unit_id', '=', 'units.id'),
    )
    .select(['units.id as unitId', 'units.invited'])
    .select(sql<number>`count(coalesce(invitations.spent_by, invitations.blinded_hash))::int`.as('answered'))
    .where('units.workspace_id', '=', workspaceId)
    .where('units.check_id', '=', checkId)
    .where('units.side', '!=', 'open')
    .groupBy(['units.id', 'units.invited'])
    .execute()
}

export type BandRow = { readonly day: string; readonly unitId: string | null; readonly from: number }

/** The first of a day stays: a later one would tell what came in between. */
export async function addBands(
  { db, workspaceId }: Scope,
  checkId: string,
  bands: readonly BandRow[],
): Promise<void> {
  if (bands.length === 0) return
  await db
    .insertInto('participation')
    .values(
      bands.map(({ day, unitId, from }) => ({
        ...{ workspace_id: workspaceId, check_id: checkId, day, unit_id: unitId, band: from },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Bands by day; `unitId` is null for everyone invited, `from` in per cent. */
export async function listBands({ db, workspaceId }: Scope, checkId: string): Promise<readonly BandRow[]> {
  return db
    .selectFrom('participation')
    .select(['day', 'unit_id as unitId', 'band as from'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .orderBy('day')
    .execute()
}

/** Whether there is anything that people named and may be read, and it has not been assigned and locked. */
export async function hasTextsLeft({ db, workspaceId }: Scope, checkId: string): Promise<boolean> {
  const row = await db
    .selectFrom('open_texts')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('question', '=', 'q1')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('released_recall')
            .select('check_id')
            .where('workspace_id', '=', workspaceId)
            .where('check_id', '=', checkId),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** A later deadline for an open check; false when it is no longer open or the instant is not later. */
export async function extendDeadline(
  { db, workspaceId }: Scope,
  checkId: string,
  closesAt: Date,
): Promise<boolean> {
  const result = await db
    .updateTable('checks')
    .set({ closes_at: closesAt })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .where('status', '=', 'open')
    .where('closes_at', '<', closesAt)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** How many of all invited answered, as released; null before the close and where too few answered to tell. */
export async function findAnswered({ db, workspaceId }: Scope, checkId: string) {
  const row = await db
    .selectFrom('released_tables')
    .select('content')
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .executeTakeFirst()
  const table = row === undefined ? null : (row.content as ReleasedTable)
  const everyone = table === null ? null : organisationGroup(table)
  return table === null || everyone === null ? null : participation(table, everyone)
}
