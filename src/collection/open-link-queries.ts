import { sql } from 'kysely'
import type { Db } from '../database/open.ts'
import type { Counted } from './restore-queries.ts'

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
  const { rows } = await sql<OpenLink>`
    select public_id as "publicId", unit_id as "unitId", unit_name as "unitName", has_ended as "hasEnded"
    from asked_open_links(${[openId]}::text[])`.execute(db)
  return rows[0] ?? null
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
  { now, counted }: { readonly now: Date; readonly counted: Counted },
): Promise<'stored' | 'repeated' | 'not-open'> {
  const { rows } = await sql<{ isStored: boolean; isOpen: boolean }>`
    select is_stored as "isStored", is_open as "isOpen" from store_open_response(
      ${workspaceId}, ${checkId}, ${id}, ${unitId}, ${sheet}, ${now}, ${counted.counter}, ${counted.known}, ${counted.seen}
    )`.execute(db)
  const [row] = rows
  if (row?.isStored === true) return 'stored'
  return row?.isOpen === true ? 'repeated' : 'not-open'
}
