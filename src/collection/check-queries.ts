import { keepPlan } from '../database/keep-plans.ts'
import type { Db } from '../database/open.ts'
import type { Tables } from '../database/tables.ts'
import type { HashedContract } from '../domain/anonymity-contract.ts'
import type { ItemChoice } from '../domain/item-choice.ts'

export type CheckStatus = Tables['checks']['status']

/** What a respondent may know of a check, and where its answers go. */
export type AskedCheck = ItemChoice & {
  readonly workspaceId: string
  readonly checkId: string
  readonly publicId: string
  readonly name: string
  readonly organisation: string
  readonly timeZone: string
  readonly status: CheckStatus
  readonly profile: 'standard' | 'strict'
  /** As locked at opening; null before it. */
  readonly contract: HashedContract | null
  readonly languages: readonly string[]
  readonly priorities: readonly { readonly id: string; readonly text: string }[]
  readonly closesAt: Date
  readonly resultsOn: string | null
  readonly resultsTo: string
  readonly runBy: string
  readonly isTrial: boolean
  readonly mode: 'sealed' | 'trial'
}

/** By public id: the only way into a check without an account, so its workspace is an answer and not a question. */
export async function findAskedChecks(db: Db, publicIds: readonly string[]): Promise<readonly AskedCheck[]> {
  const { rows } = await db.executeQuery(asking([publicIds]))
  return rows
}

const asking = keepPlan<AskedCheck>(`
  select workspace_id as "workspaceId", check_id as "checkId", public_id as "publicId", name, organisation,
    time_zone as "timeZone", status, profile, contract, languages, dropped_items as "droppedItems",
    bank_items as "bankItems", own_items as "ownItems", is_pulse as "isPulse", priorities, closes_at as "closesAt",
    results_on as "resultsOn", results_to as "resultsTo", run_by as "runBy", is_trial as "isTrial", mode
  from asked_checks($1)`)

/** A unit of a check, for who answers again: with a receipt nobody is known, but the group is. */
export async function findAskedUnit(
  db: Db,
  { workspaceId, checkId }: Pick<AskedCheck, 'workspaceId' | 'checkId'>,
  unitId: string,
) {
  return db
    .selectFrom('units')
    .select(['id', 'name', 'side', 'invited'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('id', '=', unitId)
    .executeTakeFirst()
}

/** Open sealed checks of all workspaces with the units whose keys they need. */
export async function listSealedUnits(
  db: Db,
): Promise<readonly { readonly checkId: string; readonly unitIds: readonly string[] }[]> {
  const rows = await db
    .selectFrom('checks')
    .innerJoin('units', (join) =>
      join.onRef('units.workspace_id', '=', 'checks.workspace_id').onRef('units.check_id', '=', 'checks.id'),
    )
    .select(['checks.id as checkId', 'units.id as unitId'])
    .where('checks.mode', '=', 'sealed')
    .where('checks.status', 'in', ['open', 'paused', 'closing'])
    // The group of an open link has no key.
    .where('units.side', '!=', 'open')
    .execute()
  const byCheck = Map.groupBy(rows, ({ checkId }) => checkId)
  return [...byCheck].map(([checkId, units]) => ({ checkId, unitIds: units.map(({ unitId }) => unitId) }))
}

/** Checks of all workspaces whose priorities test is sealed. */
export async function listSealedTests(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('priorities_tests')
    .select('check_id')
    .where('state', '=', 'open')
    .execute()
  return rows.map((row) => row.check_id)
}

/** The ids of the public keys of a sealed check, byte for byte as they were published; null for any other. */
export async function findDirectory(
  db: Db,
  { workspaceId, checkId }: Pick<AskedCheck, 'workspaceId' | 'checkId'>,
): Promise<string | null> {
  const row = await db
    .selectFrom('checks')
    .select('key_directory')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .executeTakeFirst()
  return row?.key_directory ?? null
}

/** A credential as it is looked up: never itself, only its hash. */
export type Knock = {
  readonly workspaceId: string
  readonly checkId: string
  readonly by: 'token' | 'code'
  readonly hash: string
}

/** One check and one way in: a statement that names both once is planned in half the time. */
export type Door = Omit<Knock, 'hash'>

export type KnownInvitation = {
  readonly id: string
  /** Is asked for estimates: in a sealed check only where leaders are a unit of their own. */
  readonly isLeader: boolean
  readonly unitId: string
  /** The hash of what used it: a submission, or a blinded message in a sealed check; null while it is unused. */
  readonly spentBy: string | null
  /** Whoever it belongs to has left the roster. */
  readonly hasEnded: boolean
  readonly unitName: string
  readonly invited: number
}

/** With the check's state at the same moment. */
export type Answered = {
  readonly status: CheckStatus
  readonly closesAt: Date
  readonly invitation: KnownInvitation | null
  readonly isReplaced: boolean
}

/** Who knocks at a door: one result for each hash, in order. Reads only. */
export async function findInvitations(
  db: Db,
  { workspaceId, checkId, by }: Door,
  hashes: readonly string[],
): Promise<readonly Answered[]> {
  const { rows } = await db.executeQuery(knocking[by]([workspaceId, checkId, hashes]))
  return rows.map(toAnswered)
}

const knockingBy = (by: Knock['by']) =>
  keepPlan<KnockRow>(`
    select status, closes_at as "closesAt", id, is_leader as "isLeader", unit_id as "unitId",
      spent_by as "spentBy", has_ended as "hasEnded", unit_name as "unitName", invited, is_replaced as "isReplaced"
    from knock_by_${by}($1, $2, $3)`)

const knocking = { token: knockingBy('token'), code: knockingBy('code') }

type KnockRow = Omit<Answered, 'invitation'> & {
  [Name in keyof KnownInvitation]: KnownInvitation[Name] | null
}

type Nobody = Pick<KnockRow, keyof KnownInvitation>

function isKnown(row: Nobody): row is Nobody & KnownInvitation {
  const { spentBy: _, ...asked } = row
  return Object.values(asked).every((value) => value !== null)
}

function toAnswered(row: KnockRow): Answered {
  const { status, closesAt, isReplaced, ...invitation } = row
  return { status, closesAt, isReplaced, invitation: isKnown(invitation) ? invitation : null }
}
