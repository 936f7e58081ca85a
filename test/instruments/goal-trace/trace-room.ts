import type { AccountScope } from '../../../src/access/require-account.ts'
import type { Visitor } from '../../support/app.ts'
import { aDraft, anOrganisation } from '../../support/checks.ts'

export const goalFields = {
  name: 'Mid-sized merchants',
  statedBy: 'Chief executive',
  horizon: 'quarter',
  outcome: 'Win mid-sized merchants as customers',
  measure: '400 mid-sized merchants',
  deadline: 'end of 2027',
  why: 'Large accounts have become too few',
  owner: 'Head of sales',
}

export type Person = {
  readonly role: string
  readonly team: string
  readonly level: string
  readonly reportsTo?: string
  readonly name?: string
  readonly isSource?: string
}

/** A draft check over HTTP; its id. */
export async function aCheckToTrace(visitor: Visitor, scope: AccountScope): Promise<string> {
  const { id } = await anOrganisation(scope, { teams: { Sales: 6, Product: 6 }, leaders: 2 })
  return aDraft(visitor, id)
}

/** A goal over HTTP; its address. */
export async function aGoal(
  visitor: Visitor,
  checkId: string,
  changed: Partial<typeof goalFields> = {},
): Promise<string> {
  const home = `/app/checks/${checkId}/goal-trace/goals/new`
  await visitor.get(home)
  const answer = await visitor.post(home, { ...goalFields, ...changed })
  if (answer.status !== 303 || answer.location === null)
    throw new Error(`The goal was not kept: ${answer.status}.`)
  return answer.location
}

/** An interview over HTTP, found again by its role; its id. */
export async function anInterviewOf(
  visitor: Visitor,
  scope: AccountScope,
  { goal, person }: { readonly goal: string; readonly person: Person },
): Promise<string> {
  const answer = await visitor.post(`${goal}/interviews/new`, { reportsTo: '', name: '', ...person })
  if (answer.status !== 303) throw new Error(`The interview was not kept: ${answer.status}.`)
  const row = await scope.db
    .selectFrom('trace_interviews')
    .select('id')
    .where('goal_id', '=', goal.split('/').at(-1) ?? '')
    .where('role', '=', person.role)
    .executeTakeFirstOrThrow()
  return row.id
}

export type Said = { readonly said: string; readonly work?: string; readonly mayQuote?: string }

/** What was typed and saved without a script. */
export async function say(visitor: Visitor, address: string, said: Said): Promise<void> {
  const page = await visitor.get(address)
  const { version, screen } = hiddenIn(page.body)
  const fields = { version, screen, work: '', language: 'en', ...said }
  const answer = await visitor.post(address, fields)
  if (answer.status !== 303) throw new Error(`The words were not kept: ${answer.status}.`)
}

export async function mark(
  visitor: Visitor,
  address: string,
  marks: Readonly<Record<string, string>>,
): Promise<void> {
  const { version, marksVersion } = hiddenIn((await visitor.get(`${address}/marks`)).body)
  const answer = await visitor.post(`${address}/marks`, { version, marksVersion, ...marks })
  if (answer.status !== 303) throw new Error(`The marks were not kept: ${answer.status}.`)
}

export const kept = { 'mark-outcome': 'kept', 'mark-measure': 'kept', 'mark-deadline': 'kept' }

/** The hidden fields of the page's form. */
export function hiddenIn(body: string): { version: string; marksVersion: string; screen: string } {
  const of = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
  return { version: of('version'), marksVersion: of('marksVersion'), screen: of('screen') }
}
