import type { AccountScope } from '../access/require-account.ts'
import { drawPublicId } from '../checks/public-id.ts'
import { findCheck } from '../checks/queries.ts'
import { addCheck } from '../checks/set-up/queries.ts'
import { openCheck } from '../checks/sign-off/open-check.ts'
import { prospectOf } from '../checks/sign-off/prospect.ts'
import { closeCheck } from '../collection/close.ts'
import { openInbox } from '../collection/inbox.ts'
import { linkToken } from '../collection/link.ts'
import { surveyAsking } from '../instruments/clarity-survey/answering/close-survey.ts'
import { surveyForm } from '../instruments/clarity-survey/answers.ts'
import { chooseItems } from '../instruments/clarity-survey/items.ts'
import { addOrganisation } from '../organisations/queries.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { agreedPriorities, exampleAnswer } from './answers.ts'
import { drawFrom } from './draw.ts'
import { playPriorities } from './executives.ts'
import {
  addRoster,
  dateBack,
  deleteExample,
  findExample,
  listExampleInvitations,
  type NewPerson,
} from './queries.ts'
import { acceptFindings, codeTexts } from './read-round.ts'
import { type ExamplePerson, examplePeople, exampleTeams } from './roster.ts'
import { type RoundDates, roundDates } from './rounds-in-time.ts'
import { exampleOwnItem, exampleRounds, type Round } from './story.ts'
import { traceGoal } from './trace-goal.ts'

type Roster = ReadonlyMap<string, ExamplePerson>

const mostTimeToLoad = 86_400_000

/**
 * Makes the example organisation anew: its people are invited, answer and are counted on the same paths as anybody,
 * so that what it shows is what the product does. What an interrupted attempt left is removed first.
 */
export async function loadExample(deps: Dependencies, scope: AccountScope): Promise<void> {
  const left = await findExample(scope)
  if (left?.isReady === true) return
  if (left !== null) await deleteExample(scope, left.id)
  const organisationId = deps.random.uuid()
  const roster = await addOrganisationWithRoster(deps, scope, organisationId)
  for (const [at, round] of exampleRounds.entries()) {
    const dates = roundDates(deps.now(), exampleRounds.length - 1 - at)
    const isLatest = at === exampleRounds.length - 1
    const heldOpenUntil = new Date(deps.now().getTime() + mostTimeToLoad)
    const told = { organisationId, roster, round, dates, heldOpenUntil }
    await playRound(deps, scope, { ...told, isLatest, seed: 7_000 + at })
  }
}

async function addOrganisationWithRoster(
  deps: Dependencies,
  scope: AccountScope,
  id: string,
): Promise<Roster> {
  await addOrganisation(scope, {
    id,
    name: 'Kestrel Payments',
    timeZone: 'Europe/London',
    language: 'en',
    isExample: true,
    createdAt: deps.now(),
  })
  const teamIds = new Map(exampleTeams.map(({ name }) => [name, deps.random.uuid()]))
  const idOf = (name: string | null) => (name === null ? null : (teamIds.get(name) ?? null))
  const people = examplePeople().map((person) => ({
    person,
    row: personRow(deps, person, idOf(person.team)),
  }))
  const teams = exampleTeams.map(({ name, parent }) => ({
    id: idOf(name) ?? '',
    name,
    parentId: idOf(parent),
  }))
  await addRoster(scope, id, { teams, people: people.map(({ row }) => row) })
  return new Map(people.map(({ person, row }) => [row.id, person]))
}

function personRow({ random }: Dependencies, person: ExamplePerson, teamId: string | null): NewPerson {
  const { name, email, isLeader } = person
  return { id: random.uuid(), name, email, teamId, isLeader }
}

type Play = {
  readonly organisationId: string
  readonly roster: Roster
  readonly round: Round
  readonly dates: RoundDates
  /** Only this one asks the executives and traces a goal, too. */
  readonly isLatest: boolean
  readonly seed: number
  /** Not yet the deadline of the story: an overdue check is closed by the minute, perhaps before all have answered. */
  readonly heldOpenUntil: Date
}

async function playRound(deps: Dependencies, scope: AccountScope, play: Play): Promise<void> {
  const { dates } = play
  const then = { ...deps, mailer: null, now: () => dates.openedAt }
  const checkId = await draftRound(then, scope, play)
  if (play.isLatest) await traceGoal(then, scope, checkId)
  const check = await findCheck(scope, checkId)
  if (check === undefined) throw new Error('The example check was not kept.')
  if (play.isLatest) await playPriorities(then, scope, checkId)
  const { mark } = await prospectOf(then, scope, check)
  const opened = await openCheck(then, scope, { checkId, mark })
  if (opened.outcome === 'refused') throw new Error(`The example check was not opened: ${opened.reason}.`)
  await answerAll(then, scope, { ...play, checkId, publicId: check.publicId })
  const afterwards = { ...deps, now: () => dates.closedAt }
  await closeCheck({ deps: afterwards, asking: surveyAsking }, { workspaceId: scope.workspaceId, checkId })
  await dateBack(scope, checkId, dates)
  await codeTexts(afterwards, scope, { checkId, round: play.round })
  await acceptFindings(afterwards, scope, checkId)
}

async function draftRound(deps: Dependencies, scope: AccountScope, play: Play): Promise<string> {
  const { dates, round, organisationId } = play
  const id = deps.random.uuid()
  await addCheck(scope, {
    id,
    organisationId,
    publicId: drawPublicId(deps.random),
    openId: drawPublicId(deps.random),
    at: dates.openedAt,
    setUp: {
      name: dates.name,
      opensOn: dates.opensOn,
      closesAt: play.heldOpenUntil,
      resultsOn: dates.resultsOn,
      resultsTo: 'Everyone at Kestrel Payments',
      runBy: 'Northgate Advisory',
      profile: 'standard',
      hasOpenLink: false,
      languages: ['en'],
      droppedItems: [],
      bankItems: [],
      isPulse: false,
      ownItems: play.isLatest ? [exampleOwnItem] : [],
      priorities: agreedPriorities(round),
    },
  })
  return id
}

async function answerAll(
  deps: Dependencies,
  scope: AccountScope,
  play: Play & { readonly checkId: string; readonly publicId: string },
): Promise<void> {
  const inbox = openInbox(deps)
  const check = await inbox.find(play.publicId)
  if (check === null) throw new Error('The example check cannot be found.')
  const draw = drawFrom(play.seed)
  const drawOwn = drawFrom(play.seed + 1_000)
  const items = chooseItems(check)
  const byPlace = [...play.roster.keys()]
  const invitations = await listExampleInvitations(scope, play.checkId)
  const inOrder = invitations.toSorted((a, b) => byPlace.indexOf(a.personId) - byPlace.indexOf(b.personId))
  const submissions = inOrder.flatMap((invitation) => {
    const person = play.roster.get(invitation.personId)
    const fields =
      person === undefined ? null : exampleAnswer(draw, person, { round: play.round, items, drawOwn })
    if (fields === null) return []
    const { isLeader } = invitation
    const answers = surveyForm({ items, priorities: check.priorities, isLeader }).parse(fields)
    const credential = { by: 'token', secret: linkToken(deps.keys, invitation) } as const
    const mark = deps.random.bytes(32).toString('base64url')
    return [{ check, credential, isLeader, mark, sheet: { language: 'en', ...answers } }]
  })
  const outcomes = await Promise.all(submissions.map((submission) => inbox.accept(submission)))
  if (outcomes.some(({ outcome }) => outcome !== 'accepted'))
    throw new Error('An example answer was refused.')
}
