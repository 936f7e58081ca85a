import { hashPassword } from '../../src/access/passwords.ts'
import { addSetupCode, createOwner } from '../../src/access/queries.ts'
import type { AccountScope } from '../../src/access/require-account.ts'
import { drawPublicId } from '../../src/checks/public-id.ts'
import { findCheck } from '../../src/checks/queries.ts'
import { addCheck } from '../../src/checks/set-up/queries.ts'
import { openCheck } from '../../src/checks/sign-off/open-check.ts'
import { prospectOf } from '../../src/checks/sign-off/prospect.ts'
import { linkToken } from '../../src/collection/link.ts'
import { agreedPriorities } from '../../src/example/answers.ts'
import { addRoster, listExampleInvitations } from '../../src/example/queries.ts'
import { type ExamplePerson, examplePeople, exampleTeams } from '../../src/example/roster.ts'
import { exampleRounds, type Round } from '../../src/example/story.ts'
import { addOrganisation } from '../../src/organisations/queries.ts'
import type { Dependencies } from '../../src/web/dependencies.ts'

export const owner = { email: 'owner@consultancy.example', password: 'a sentence to sign in with' }

export type OpenCheck = {
  readonly workspaceId: string
  readonly checkId: string
  readonly publicId: string
  readonly staffTokens: readonly string[]
  readonly people: readonly Invited[]
}
export type Wanted = { readonly invited: number; readonly mode: 'trial' | 'sealed' }
export type Invited = { readonly person: ExamplePerson; readonly token: string }

/** The first account with its workspace, as the first visit makes them. */
export async function anOwner({ db, random, now }: Dependencies): Promise<AccountScope> {
  const ids = { accountId: random.uuid(), workspaceId: random.uuid() }
  const codeHash = random.uuid()
  await addSetupCode(db, codeHash, now())
  await createOwner(db, {
    ...ids,
    codeHash,
    email: owner.email,
    name: 'Robin Example',
    workspaceName: 'Northgate Advisory',
    passwordHash: await hashPassword(owner.password),
    at: now(),
  })
  return { db, ...ids }
}

/** An open check of an organisation shaped like the example's, with `invited` people: seven lead. */
export async function anOpenCheck(
  deps: Dependencies,
  scope: AccountScope,
  { invited, mode }: Wanted,
): Promise<OpenCheck> {
  const { organisationId, people } = await anOrganisation(deps, scope, { invited, mode })
  const checkId = await aDraft(deps, scope, organisationId)
  const check = await findCheck(scope, checkId)
  if (check === undefined) throw new Error('The check was not kept.')
  const { mark } = await prospectOf(deps, scope, check)
  const opened = await openCheck(deps, scope, { checkId, mark })
  if (opened.outcome === 'refused') throw new Error(`The check was not opened: ${opened.reason}.`)
  const invitations = await listExampleInvitations(scope, checkId)
  const withLinks = invitations.flatMap((invitation) => {
    const person = people.get(invitation.personId)
    return person === undefined ? [] : [{ person, token: linkToken(deps.keys, invitation) }]
  })
  const staffTokens = withLinks.flatMap(({ person, token }) => (person.isLeader ? [] : [token]))
  return { workspaceId: scope.workspaceId, checkId, publicId: check.publicId, staffTokens, people: withLinks }
}

// A statement takes 65,535 values at most.
const rowsAtOnce = 2_000

async function anOrganisation({ random, now }: Dependencies, scope: AccountScope, { invited, mode }: Wanted) {
  const organisationId = random.uuid()
  await addOrganisation(scope, {
    id: organisationId,
    name: `Bench of ${invited}`,
    timeZone: 'Europe/London',
    language: 'en',
    createdAt: now(),
  })
  const ids = new Map(exampleTeams.map(({ name }) => [name, random.uuid()]))
  const idOf = (name: string | null) => (name === null ? null : (ids.get(name) ?? null))
  const teams = exampleTeams.map(({ name, parent }) => ({
    id: idOf(name) ?? '',
    name,
    parentId: idOf(parent),
  }))
  const rows = sizedPeople(invited, mode).map((person) => ({
    person,
    id: random.uuid(),
    teamId: idOf(person.team),
  }))
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const people = rows.slice(from, from + rowsAtOnce).map(({ person, id, teamId }) => {
      const { name, email, isLeader } = person
      return { id, name, email, teamId, isLeader }
    })
    await (from === 0
      ? addRoster(scope, organisationId, { teams, people })
      : addMore(scope, organisationId, people))
  }
  return { organisationId, people: new Map(rows.map(({ id, person }) => [id, person])) }
}

type NewPeople = Parameters<typeof addRoster>[2]['people']

async function addMore(
  { db, workspaceId }: AccountScope,
  organisationId: string,
  people: NewPeople,
): Promise<void> {
  const rows = people.map(({ teamId, isLeader, ...person }) => ({
    ...person,
    workspace_id: workspaceId,
    organisation_id: organisationId,
    team_id: teamId,
    is_leader: isLeader,
    language: 'en',
  }))
  await db.insertInto('people').values(rows).execute()
}

/** The example's people again and again: the teams keep their shares of the whole. */
function sizedPeople(count: number, mode: Wanted['mode']): readonly ExamplePerson[] {
  const example = examplePeople()
  const leaders = example.filter(({ isLeader }) => isLeader)
  const staff = example.filter(({ isLeader }) => !isLeader)
  return Array.from({ length: count }, (_, at) => {
    const model = at < leaders.length ? leaders[at] : staff[(at - leaders.length) % staff.length]
    if (model === undefined) throw new Error('The example organisation is empty.')
    // Without an address nobody is sent a mail: what is measured starts at the link.
    // One address and no mail server: a check of code cards alone would be sealed, and this one is to be a trial.
    const email = mode === 'trial' && at === 0 ? 'person-1@kestrel.example' : null
    return { ...model, name: `Person ${at + 1}`, email }
  })
}

export const latestRound = roundOf(exampleRounds.at(-1))

async function aDraft(
  { random, now }: Dependencies,
  scope: AccountScope,
  organisationId: string,
): Promise<string> {
  const id = random.uuid()
  const dayIn = (days: number) => new Date(now().getTime() + days * 86_400_000)
  await addCheck(scope, {
    id,
    organisationId,
    publicId: drawPublicId(random),
    openId: drawPublicId(random),
    at: now(),
    setUp: {
      name: 'Bench',
      opensOn: dayIn(0).toISOString().slice(0, 10),
      closesAt: dayIn(14),
      resultsOn: dayIn(28).toISOString().slice(0, 10),
      resultsTo: 'Everyone',
      runBy: 'Northgate Advisory',
      profile: 'standard',
      hasOpenLink: false,
      languages: ['en'],
      droppedItems: [],
      bankItems: [],
      isPulse: false,
      ownItems: [],
      priorities: agreedPriorities(latestRound),
    },
  })
  return id
}

function roundOf(round: Round | undefined): Round {
  if (round === undefined) throw new Error('The example has no round.')
  return round
}
