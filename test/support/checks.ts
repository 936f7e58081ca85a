import { randomUUID } from 'node:crypto'
import type { Scope } from '../../src/database/scope.ts'
import { type Answer, eventually, type TestApp, type Visitor } from './app.ts'

export type RosterPlan = {
  /** Staff by team, all with an address. */
  readonly teams: Readonly<Record<string, number>>
  readonly leaders?: number
  /** Staff directly in the organisation, without an address. */
  readonly withoutAddress?: number
}

export type InventedOrganisation = {
  readonly id: string
  readonly teamIds: Readonly<Record<string, string>>
}

/** An organisation with invented people: "Staff 1 of North" with the address staff-1.north@kestrel.example. */
export async function anOrganisation(
  { db, workspaceId }: Scope,
  plan: RosterPlan,
): Promise<InventedOrganisation> {
  const id = randomUUID()
  await db
    .insertInto('organisations')
    .values({
      ...{ workspace_id: workspaceId, id, name: 'Kestrel Payments', time_zone: 'Europe/London' },
      ...{ language: 'en', is_example: false, created_at: new Date('2026-11-01T09:00:00Z') },
    })
    .execute()
  const teams = Object.keys(plan.teams).map((name) => ({ name, id: randomUUID() }))
  if (teams.length > 0)
    await db
      .insertInto('teams')
      .values(
        teams.map((team) => ({
          ...team,
          workspace_id: workspaceId,
          organisation_id: id,
          parent_id: null,
        })),
      )
      .execute()
  const people = [
    ...teams.flatMap(({ name, id: teamId }) =>
      numbered(plan.teams[name] ?? 0).map((n) =>
        person(`Staff ${n} of ${name}`, { teamId, isLeader: false }),
      ),
    ),
    ...numbered(plan.leaders ?? 0).map((n) => person(`Leader ${n}`, { teamId: null, isLeader: true })),
    ...numbered(plan.withoutAddress ?? 0).map((n) => ({
      ...person(`Depot ${n}`, { teamId: null, isLeader: false }),
      email: null,
    })),
  ]
  const rows = people.map((each) => ({ ...each, workspace_id: workspaceId, organisation_id: id }))
  for (let from = 0; from < rows.length; from += 4_000)
    await db
      .insertInto('people')
      .values(rows.slice(from, from + 4_000))
      .execute()
  return { id, teamIds: Object.fromEntries(teams.map(({ name, id: teamId }) => [name, teamId])) }
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

function person(name: string, place: { readonly teamId: string | null; readonly isLeader: boolean }) {
  const address = name.toLowerCase().replace(' of ', '.').replaceAll(' ', '-')
  return {
    id: randomUUID(),
    team_id: place.teamId,
    name,
    email: `${address}@kestrel.example`,
    is_leader: place.isLeader,
    language: null,
  }
}

/** The set-up form as it is suggested, with what a test changes. Every core item is asked. */
export function setUpFields(changed: Readonly<Record<string, string>> = {}): Record<string, string> {
  const items = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'O1', 'O2', 'O3', 'O4', 'O5', 'O7']
  const all = [...items, 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8']
  return {
    name: 'Q4 2026',
    opensOn: '2026-11-20',
    closesOn: '2026-12-04',
    resultsOn: '2026-12-18',
    resultsTo: 'The leadership team, then all staff',
    runBy: 'Northgate Advisory',
    profile: 'standard',
    'language-en': 'yes',
    priority1: 'Win back lapsed customers',
    priority2: 'Halve the time to onboard',
    ...Object.fromEntries(all.map((code) => [`item-${code}`, 'yes'])),
    ...changed,
  }
}

/** Makes a draft through the form; its id. */
export async function aDraft(
  visitor: Visitor,
  organisationId: string,
  changed: Readonly<Record<string, string>> = {},
): Promise<string> {
  const address = `/app/organisations/${organisationId}/checks/new`
  await visitor.get(address)
  const answer = await visitor.post(address, setUpFields(changed))
  const id = /^\/app\/checks\/([^/]+)\/sign-off$/.exec(answer.location ?? '')?.[1]
  if (id === undefined) throw new Error(`The draft was not made: ${answer.status}.`)
  return id
}

/** Signs off and opens, as the button does; waits until it is done. */
export async function openCheck(visitor: Visitor, checkId: string): Promise<Answer> {
  const page = await visitor.get(`/app/checks/${checkId}/sign-off`)
  const answer = await visitor.post(`/app/checks/${checkId}/open`, { mark: markOn(page) })
  if (answer.status === 303) await openingDone(visitor, checkId)
  return answer
}

/** Waits until the overview no longer shows that the check is being opened. */
export function openingDone(visitor: Visitor, checkId: string): Promise<void> {
  return eventually(async () => !(await overviewOf(visitor, checkId)).includes('Being opened'))
}

export async function overviewOf(visitor: Visitor, checkId: string): Promise<string> {
  return (await visitor.get(`/app/checks/${checkId}`)).body
}

export function markOn({ body }: Answer): string {
  return /name="mark" value="([^"]+)"/.exec(body)?.[1] ?? ''
}

/** An open check over HTTP. */
export async function anOpenCheck(visitor: Visitor, organisationId: string): Promise<string> {
  const checkId = await aDraft(visitor, organisationId)
  const answer = await openCheck(visitor, checkId)
  if (answer.status !== 303) throw new Error(`The check was not opened: ${answer.status}.`)
  return checkId
}

/** Marks the invitations of these people as used, as their answers would. */
export async function answered(
  { deps }: TestApp,
  checkId: string,
  isAnswered: (personName: string) => boolean,
): Promise<number> {
  const rows = await deps.db
    .selectFrom('invitations')
    .innerJoin('people', 'people.id', 'invitations.person_id')
    .select(['invitations.id', 'people.name'])
    .where('check_id', '=', checkId)
    .execute()
  const ids = rows.filter(({ name }) => isAnswered(name)).map(({ id }) => id)
  const { mode } = await deps.db
    .selectFrom('checks')
    .select('mode')
    .where('id', '=', checkId)
    .executeTakeFirstOrThrow()
  const used = mode === 'sealed' ? { blinded_hash: 'x' } : { spent_by: 'x' }
  if (ids.length > 0) await deps.db.updateTable('invitations').set(used).where('id', 'in', ids).execute()
  return ids.length
}

/** Waits until no batch of the check is being sent. */
export async function allSent({ deps }: TestApp, checkId: string): Promise<void> {
  await eventually(async () => {
    const rows = await deps.db
      .selectFrom('message_batches')
      .select('status')
      .where('check_id', '=', checkId)
      .execute()
    return rows.every(({ status }) => status !== 'sending')
  })
}
