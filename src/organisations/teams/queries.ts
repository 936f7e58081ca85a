import type { Scope } from '../../database/scope.ts'
import type { Team } from '../queries.ts'

export async function addTeam(scope: Scope, organisationId: string, team: Team): Promise<void> {
  await scope.db
    .insertInto('teams')
    .values({
      workspace_id: scope.workspaceId,
      id: team.id,
      organisation_id: organisationId,
      parent_id: team.parentId,
      name: team.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function changeTeam(scope: Scope, team: Team): Promise<void> {
  await scope.db
    .updateTable('teams')
    .set({ name: team.name, parent_id: team.parentId })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', team.id)
    .execute()
}

export async function removeTeam(scope: Scope, teamId: string): Promise<void> {
  await scope.db
    .deleteFrom('teams')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', teamId)
    .execute()
}

/** People and teams of one team come to stand under another; null: under the organisation itself. */
export async function moveContents(scope: Scope, from: string, to: string | null): Promise<void> {
  const { db, workspaceId } = scope
  await db
    .updateTable('people')
    .set({ team_id: to })
    .where('workspace_id', '=', workspaceId)
    .where('team_id', '=', from)
    .execute()
  await db
    .updateTable('teams')
    .set({ parent_id: to })
    .where('workspace_id', '=', workspaceId)
    .where('parent_id', '=', from)
    .execute()
}
