import { linkToken, typedCode } from '../../src/collection/link.ts'
import type { TestApp } from './app.ts'
import type { Invited } from './survey.ts'

/** Everyone invited to a check that was opened over HTTP, with the link and the code that their mail holds. */
export async function everyone(
  { deps }: TestApp,
  checkId: string,
): Promise<{ readonly publicId: string; readonly people: readonly Invited[] }> {
  const { public_id: publicId } = await deps.db
    .selectFrom('checks')
    .select('public_id')
    .where('id', '=', checkId)
    .executeTakeFirstOrThrow()
  const rows = await deps.db
    .selectFrom('invitations')
    .innerJoin('units', (join) =>
      join
        .onRef('units.workspace_id', '=', 'invitations.workspace_id')
        .onRef('units.check_id', '=', 'invitations.check_id')
        .onRef('units.id', '=', 'invitations.unit_id'),
    )
    .select(['invitations.id', 'generation', 'is_leader as isLeader', 'units.name as team'])
    .where('invitations.check_id', '=', checkId)
    .execute()
  const people = rows.map(({ id, generation, ...who }) => {
    const link = { id, generation }
    return { id, ...who, token: linkToken(deps.keys, link), code: typedCode(deps.keys, link) }
  })
  return { publicId, people }
}
