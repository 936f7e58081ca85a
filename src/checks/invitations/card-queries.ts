import type { Scope } from '../../database/scope.ts'

export type Card = {
  readonly invitationId: string
  readonly generation: number
  readonly personName: string
  readonly teamName: string | null
}

/** People to be reached by a printed card, by team and name, whether they have answered or not; without those who have left. */
export async function listCards({ db, workspaceId }: Scope, checkId: string): Promise<readonly Card[]> {
  return db
    .selectFrom('invitations')
    .innerJoin('people', (join) =>
      join
        .onRef('people.workspace_id', '=', 'invitations.workspace_id')
        .onRef('people.id', '=', 'invitations.person_id'),
    )
    .leftJoin('teams', (join) =>
      join.onRef('teams.workspace_id', '=', 'people.workspace_id').onRef('teams.id', '=', 'people.team_id'),
    )
    .select([
      'invitations.id as invitationId',
      'invitations.generation',
      'people.name as personName',
      'teams.name as teamName',
    ])
    .where('invitations.workspace_id', '=', workspaceId)
    .where('invitations.check_id', '=', checkId)
    .where('invitations.way', '=', 'card')
    .where('invitations.has_ended', '=', false)
    .orderBy('teams.name')
    .orderBy('people.name')
    .orderBy('invitations.id')
    .execute()
}

export async function countCards({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  const row = await db
    .selectFrom('invitations')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('check_id', '=', checkId)
    .where('way', '=', 'card')
    .where('has_ended', '=', false)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** How often the codes were shown for printing. */
export async function countExports({ db, workspaceId }: Scope, checkId: string): Promise<number> {
  const row = await db
    .selectFrom('audit_log')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('subject_id', '=', checkId)
    .where('act', '=', 'cards-exported')
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
