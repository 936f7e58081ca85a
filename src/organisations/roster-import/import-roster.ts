import { endInvitations } from '../../checks/invitations/queries.ts'
import type { LinkKeys } from '../../collection/link.ts'
import { inTransaction, type Scope } from '../../database/scope.ts'
import { arrangeTeams } from '../arrange-teams.ts'
import { leaverOf } from '../people/leaver-of.ts'
import { listPeople } from '../people/queries.ts'
import { findOrganisation, listTeams, lockOrganisation } from '../queries.ts'
import { followPaths } from './follow-teams.ts'
import { pathKey, type TeamPath } from './place-teams.ts'
import type { ImportPlan, PlannedRow } from './plan-import.ts'
import { planUpload } from './plan-upload.ts'
import * as queries from './queries.ts'

const rowsAtOnce = 2_000

type Steps = {
  readonly uuid: () => string
  readonly keys: LinkKeys
  /** Told the number of rows done so far. */
  readonly report: (doneRows: number) => void
}

/**
 * Takes the file over, all or nothing. The plan is made anew behind the lock, so that what was edited since the
 * preview counts; done twice, the second time changes nothing.
 */
export function importRoster(
  scope: Scope,
  importId: string,
  steps: Steps,
): Promise<queries.ImportOutcome | 'nothing-to-do'> {
  return inTransaction(scope, async (scope) => {
    const found = await queries.findImport(scope, importId)
    if (found === null || found.status === 'done') return 'nothing-to-do'
    const { organisationId, settings } = found
    await lockOrganisation(scope, organisationId)
    const packed = await queries.readContent(scope, importId)
    if (packed.length === 0) return 'nothing-to-do'
    const teams = await listTeams(scope, organisationId)
    const people = await listPeople(scope, organisationId)
    const organisation = (await findOrganisation(scope, organisationId))?.name ?? ''
    const roster = { organisation, teams, people }
    const plan = await planUpload({ packed, mapping: settings.mapping, roster })
    const leaving = settings.removesMissing ? plan.missing : []
    await inChunks(leaving, (some) =>
      queries.deletePeople(
        scope,
        some.map(({ id }) => id),
      ),
    )
    const teamIds = await saveTeams(scope, { organisationId, teams, plan, uuid: steps.uuid })
    await savePeople(scope, { organisationId, plan, teamIds, ...steps })
    await endInvitations(
      scope,
      leaving.map((person) => leaverOf(steps.keys, person)),
    )
    const outcome = outcomeOf(plan, leaving.length)
    await queries.finishImport(scope, importId, outcome)
    return outcome
  })
}

/** Makes the new teams and follows the renamed and moved ones; the ids of all by their paths afterwards. */
async function saveTeams(
  scope: Scope,
  given: {
    organisationId: string
    teams: Awaited<ReturnType<typeof listTeams>>
    plan: ImportPlan
    uuid: () => string
  },
): Promise<ReadonlyMap<string, string>> {
  const { plan } = given
  const paths = new Map(arrangeTeams(given.teams).map((team) => [team.id, team.path]))
  followPaths(paths, plan.followed)
  const ids = new Map([...paths].map(([id, path]) => [pathKey(path), id]))
  const placed = (id: string, path: TeamPath) => {
    ids.set(pathKey(path), id)
    return { id, parentId: ids.get(pathKey(path.slice(0, -1))) ?? null, name: path.at(-1) ?? '' }
  }
  const added = plan.newTeams.map((path) => placed(given.uuid(), path))
  await inChunks(added, (chunk) => queries.insertTeams(scope, given.organisationId, chunk))
  await inChunks(plan.followed, (chunk) =>
    queries.updateTeams(
      scope,
      chunk.map(({ id, to }) => placed(id, to)),
    ),
  )
  return ids
}

async function savePeople(
  scope: Scope,
  given: { organisationId: string; plan: ImportPlan; teamIds: ReadonlyMap<string, string> } & Steps,
): Promise<void> {
  const { plan, teamIds, uuid, report } = given
  const toSave = (row: PlannedRow) => ({
    id: row.personId ?? uuid(),
    name: row.name,
    email: row.email,
    teamId: teamIds.get(pathKey(row.path)) ?? null,
    isLeader: row.isLeader,
    language: row.language,
  })
  let done = plan.counts.unchanged + plan.counts.error
  const step = (save: (people: readonly queries.PersonToSave[]) => Promise<void>) => {
    return async (rows: readonly PlannedRow[]) => {
      await save(rows.map(toSave))
      done += rows.length
      report(done)
    }
  }
  const of = (fate: PlannedRow['fate']) => plan.rows.filter((row) => row.fate === fate)
  await inChunks(
    of('updated'),
    step((people) => queries.updatePeople(scope, people)),
  )
  await inChunks(
    of('new'),
    step((people) => queries.insertPeople(scope, given.organisationId, people)),
  )
}

async function inChunks<T>(all: readonly T[], save: (chunk: readonly T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < all.length; start += rowsAtOnce)
    await save(all.slice(start, start + rowsAtOnce))
}

function outcomeOf(
  { counts, missing, newTeams, followed }: ImportPlan,
  removed: number,
): queries.ImportOutcome {
  return {
    added: counts.new,
    updated: counts.updated,
    unchanged: counts.unchanged,
    leftOut: counts.error,
    removed,
    missing: missing.length - removed,
    newTeams: newTeams.length,
    followed: followed.length,
  }
}
