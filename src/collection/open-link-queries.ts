import { sql } from 'kysely'
import type { Db } from '../database/open.ts'

export type OpenLink = {
  /** Of the check. */
  readonly publicId: string
  /** null until the check is opened. */
  readonly unitId: string | null
  readonly unitName: string | null
  /** Whoever runs the check has ended it before the check. */
  readonly hasEnded: boolean
}

/** By its public id: like a check's own, the only way in without an account. */
export async function findOpenLink(db: Db, openId: string): Promise<OpenLink | null> {
  const row = await db
    .selectFrom('checks')
    .leftJoin('units', (join) =>
      join
        .onRef('units.workspace_id', '=', 'checks.workspace_id')
        .onRef('units.check_id', '=', 'checks.id')
        .on('units.side', '=', 'open'),
    )
    .select([
      'checks.public_id as publicId',
      'units.id as unitId',
      'units.name as unitName',
      'checks.open_link_ended as hasEnded',
    ])
    .where('checks.open_link', '=', openId)
    .executeTakeFirst()
  return row ?? null
}

export type OpenResponse = {
  readonly workspaceId: string
  readonly checkId: string
  readonly id: string
  readonly unitId: string
  /** The answer sheet as JSON. */
  readonly sheet: string
}

/** Stores an answer to the open link of a trial, only while the check is open: 'repeated' where its id is there. */
export async function storeOpenResponse(
  db: Db,
  { workspaceId, checkId, id, unitId, sheet }: OpenResponse,
  now: Date,
): Promise<'stored' | 'repeated' | 'not-open'> {
  const { rows } = await sql<{ isStored: boolean; isOpen: boolean }>`
    with held as materialized (
      select id from checks
      where workspace_id = ${workspaceId} and id = ${checkId}
        and status = 'open' and mode = 'trial' and closes_at > ${now}
      for share
    ), stored as (
      insert into responses (workspace_id, check_id, id, unit_id, content)
      select ${workspaceId}::uuid, ${checkId}::uuid, ${id}::uuid, ${unitId}::uuid, ${sheet}::jsonb from held
      on conflict (workspace_id, check_id, id) do nothing
      returning id
    )
    select exists (select from stored) as "isStored", exists (select from held) as "isOpen"`.execute(db)
  const [row] = rows
  if (row?.isStored === true) return 'stored'
  return row?.isOpen === true ? 'repeated' : 'not-open'
}
