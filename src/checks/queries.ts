import type { Scope } from '../database/scope.ts'
import type { Tables } from '../database/tables.ts'
import { contractOf, type HashedContract } from '../domain/anonymity-contract.ts'
import type { Profile, TeamNode } from '../domain/disclosure/released-table.ts'
import { disclosureRules } from '../domain/disclosure/rules.ts'
import type { ItemChoice } from '../domain/item-choice.ts'
import type { OwnItem } from '../domain/own-item.ts'

/** The tree as it stood at opening. People of `rootTeams` count as direct people of the root: teams of the same name. */
export type FrozenTree = { readonly tree: TeamNode; readonly rootTeams: readonly string[] }

export type Priority = { readonly id: string; readonly text: string }
export type CheckStatus = Tables['checks']['status']

export type CheckRecord = ItemChoice & {
  readonly id: string
  readonly organisationId: string
  readonly organisationName: string
  readonly timeZone: string
  readonly publicId: string
  readonly name: string
  readonly status: CheckStatus
  readonly profile: Profile
  /** The profile by which the units were formed. */
  readonly openingProfile: Profile
  /** As locked at opening; of a draft, as it would be. */
  readonly contract: HashedContract
  readonly languages: readonly string[]
  readonly priorities: readonly Priority[]
  readonly opensOn: string
  readonly closesAt: Date
  readonly resultsOn: string | null
  readonly resultsTo: string
  readonly runBy: string
  readonly openedAt: Date | null
  readonly closedAt: Date | null
  readonly frozenTree: FrozenTree | null
  readonly isTrial: boolean
  /** How a sealed check's keys are told by people, as in "six-plain-words"; null in drafts and trials. */
  readonly directoryWords: string | null
  /** The public id of the open link; null where there is none. */
  readonly openLink: string | null
  readonly openLinkEnded: boolean
  readonly closeProgress: number
}

/** The check of that id in this workspace; undefined where there is none. */
export async function findCheck(scope: Scope, checkId: string): Promise<CheckRecord | undefined> {
  const row = await selectChecks(scope).where('checks.id', '=', checkId).executeTakeFirst()
  return row === undefined ? undefined : asRecord(row)
}

/**
 * Inside a transaction: holds the organisation, so that two of its checks never open at once, and then the check as it
 * is now.
 */
export async function lockCheck(scope: Scope, checkId: string): Promise<CheckRecord | undefined> {
  const { db, workspaceId } = scope
  const found = await db
    .selectFrom('checks')
    .select('organisation_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', checkId)
    .executeTakeFirst()
  if (found === undefined) return undefined
  await db
    .selectFrom('organisations')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', found.organisation_id)
    .forUpdate()
    .execute()
  return findCheck(scope, checkId)
}

export async function findOrganisation(scope: Scope, organisationId: string) {
  return scope.db
    .selectFrom('organisations')
    .innerJoin('workspaces', 'workspaces.id', 'organisations.workspace_id')
    .select([
      'organisations.id',
      'organisations.name',
      'organisations.time_zone as timeZone',
      'workspaces.name as workspaceName',
    ])
    .where('organisations.workspace_id', '=', scope.workspaceId)
    .where('organisations.id', '=', organisationId)
    .executeTakeFirst()
}

/** A person of the organisation's roster as a check sees them. */
export type RosterPerson = {
  readonly id: string
  readonly teamId: string | null
  readonly name: string
  readonly hasAddress: boolean
  readonly isLeader: boolean
  readonly language: string | null
}
export type RosterTeam = { readonly id: string; readonly parentId: string | null; readonly name: string }
export type Roster = { readonly teams: readonly RosterTeam[]; readonly people: readonly RosterPerson[] }

export async function readRoster({ db, workspaceId }: Scope, organisationId: string): Promise<Roster> {
  const teams = await db
    .selectFrom('teams')
    .select(['id', 'parent_id as parentId', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const people = await db
    .selectFrom('people')
    .select(['id', 'team_id', 'name', 'email', 'is_leader', 'language'])
    .where('workspace_id', '=', workspaceId)
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return {
    teams,
    people: people.map((person) => ({
      id: person.id,
      teamId: person.team_id,
      name: person.name,
      hasAddress: person.email !== null,
      isLeader: person.is_leader,
      language: person.language,
    })),
  }
}

export type UnitRecord = {
  readonly id: string
  readonly name: string
  readonly side: 'staff' | 'leadership' | 'open'
  readonly nodeIds: readonly string[]
  readonly invited: number
}

export async function listUnits({ db, workspaceId }: Scope, checkId: string): Promise<readonly UnitRecord[]> {
  return db
    .selectFrom('units')
    .select(['id', 'name', 'side', 'node_ids as nodeIds', 'invited'])
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .orderBy('name')
    .execute()
}

function selectChecks({ db, workspaceId }: Scope) {
  return db
    .selectFrom('checks')
    .innerJoin('organisations', (join) =>
      join
        .onRef('organisations.workspace_id', '=', 'checks.workspace_id')
        .onRef('organisations.id', '=', 'checks.organisation_id'),
    )
    .selectAll('checks')
    .select(['organisations.name as organisation_name', 'organisations.time_zone as time_zone'])
    .where('checks.workspace_id', '=', workspaceId)
}

type CheckRow = Awaited<ReturnType<ReturnType<typeof selectChecks>['executeTakeFirstOrThrow']>>

function asRecord(row: CheckRow): CheckRecord {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    timeZone: row.time_zone,
    publicId: row.public_id,
    name: row.name,
    status: row.status,
    profile: row.profile,
    openingProfile: row.opening_profile ?? row.profile,
    contract: (row.contract as HashedContract | null) ?? promiseOf(row),
    languages: row.languages,
    droppedItems: row.dropped_items,
    bankItems: row.bank_items,
    ownItems: row.own_items,
    isPulse: row.is_pulse,
    priorities: row.priorities,
    opensOn: row.opens_on,
    closesAt: row.closes_at,
    resultsOn: row.results_on,
    resultsTo: row.results_to,
    runBy: row.run_by,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    frozenTree: row.frozen_tree as FrozenTree | null,
    isTrial: row.is_trial,
    directoryWords: row.directory_words,
    openLink: row.open_link,
    openLinkEnded: row.open_link_ended,
    closeProgress: row.close_progress,
  }
}

/** What a check promises by its set-up, before it is locked. */
export function promiseOf(row: {
  readonly profile: Profile
  readonly results_to: string
  readonly run_by: string
  readonly mode: 'sealed' | 'trial'
  readonly open_link: string | null
  readonly own_items: readonly OwnItem[]
}): HashedContract {
  const { profile, results_to: viewers, run_by: runBy, mode: protocol, open_link } = row
  const openLink = open_link !== null
  const ownItems = { count: row.own_items.length }
  return contractOf({ profile, rule: disclosureRules[profile], viewers, runBy, protocol, openLink, ownItems })
}
