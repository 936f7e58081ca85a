import { randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import type { AccountScope } from '../../src/access/require-account.ts'
import type { Database } from '../../src/database/open.ts'
import { arrangeTeams, pathText } from '../../src/organisations/arrange-teams.ts'
import { listPeople } from '../../src/organisations/people/queries.ts'
import { addOrganisation, listTeams } from '../../src/organisations/queries.ts'
import { anOwner, eventually, signedIn, startApp, type TestApp, type Visitor } from './app.ts'

export type Room = {
  readonly running: TestApp
  readonly scope: AccountScope
  readonly visitor: Visitor
  readonly organisationId: string
  /** The organisation's address. */
  readonly room: string
}

/** The owner of Kestrel Payments, signed in; the organisation has nobody in it. */
export async function anOrganisation(t: Test, database: Database): Promise<Room> {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const organisationId = await addNamed(running, scope, 'Kestrel Payments')
  const visitor = await signedIn(running)
  return { running, scope, visitor, organisationId, room: `/app/organisations/${organisationId}` }
}

export async function addNamed(running: TestApp, scope: AccountScope, name: string): Promise<string> {
  const id = randomUUID()
  await addOrganisation(scope, {
    id,
    name,
    timeZone: 'Europe/London',
    language: 'en',
    createdAt: running.deps.now(),
  })
  return id
}

/** Uploads a file as a person would; answers with the address of its preview. */
export async function upload(
  { visitor, room }: Pick<Room, 'visitor' | 'room'>,
  content: string | Buffer,
  name = 'people.csv',
): Promise<string> {
  await visitor.get(`${room}/import`)
  const answer = await visitor.upload(`${room}/import`, { name, content: Buffer.from(content) })
  if (answer.status !== 303 || answer.location === null)
    throw new Error(`The upload was answered with ${answer.status}.`)
  return answer.location
}

/** Confirms a preview and waits until the queue has done it. */
export async function confirmImport(
  { visitor, running }: Pick<Room, 'visitor' | 'running'>,
  preview: string,
  form: Record<string, string> = {},
): Promise<string> {
  await visitor.get(preview)
  const answer = await visitor.post(`${preview}/confirm`, form)
  if (answer.status !== 303) throw new Error(`The confirm was answered with ${answer.status}.`)
  const id = preview.slice(preview.lastIndexOf('/') + 1)
  await eventually(async () => {
    const found = await running.deps.db
      .selectFrom('roster_imports')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirst()
    return found?.status === 'done'
  })
  return (await visitor.get(preview)).body
}

/** Four people in three teams, as an HR system exports them. */
export const roster = `Name;E-Mail;Team path;Leader;Language
Ada Example;ada@kestrel.example;Kestrel;yes;English
Ben Example;ben@kestrel.example;Kestrel / Sales;no;de
Cleo Example;cleo@kestrel.example;Kestrel / Sales / North;;
Dan Example;;Kestrel / Sales / North;;fr
`

/** People by name, their teams as paths. */
export async function stored({ scope, organisationId }: Room) {
  const teams = arrangeTeams(await listTeams(scope, organisationId))
  const paths = new Map(teams.map((team) => [team.id, pathText(team.path)]))
  const people = await listPeople(scope, organisationId)
  return people
    .map(({ id: _, teamId, ...person }) => ({ ...person, team: paths.get(teamId ?? '') ?? '' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
