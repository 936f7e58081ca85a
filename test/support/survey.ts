import { randomUUID } from 'node:crypto'
import { publishDirectory } from '../../src/collection/key-directory.ts'
import { hashCode, hashToken, linkToken, typedCode } from '../../src/collection/link.ts'
import { asJson, type Scope } from '../../src/database/scope.ts'
import type { Tables } from '../../src/database/tables.ts'
import type { TeamNode } from '../../src/domain/disclosure/released-table.ts'
import type { OwnItem } from '../../src/domain/own-item.ts'
import { coreItems } from '../../src/instruments/clarity-survey/items.ts'
import type { Dependencies } from '../../src/web/dependencies.ts'

export type Invited = {
  readonly id: string
  readonly team: string
  readonly isLeader: boolean
  readonly token: string
  readonly code: string
}

export type SurveyCheck = {
  readonly workspaceId: string
  readonly checkId: string
  readonly publicId: string
  readonly people: readonly Invited[]
  /** The six words of the keys; empty in a trial. */
  readonly words: string
}

export type Wanted = {
  readonly teams?: Readonly<Record<string, number>>
  readonly leaders?: number
  readonly status?: Tables['checks']['status']
  readonly closesAt?: string
  readonly priorities?: readonly { id: string; text: string }[]
  readonly profile?: 'standard' | 'strict'
  /** Made as opening does with a mail server: with keys and their directory. */
  readonly sealed?: boolean
  readonly ownItems?: readonly OwnItem[]
}

export const ownIdeas: OwnItem = {
  code: 'X1',
  texts: { en: 'I hear what becomes of the ideas I hand in.' },
  pillar: 'cultural',
  reversed: false,
}
export const ownTools: OwnItem = {
  code: 'X2',
  texts: { en: 'My tools keep me waiting.' },
  pillar: 'operational',
  reversed: true,
}

export const agreed = [
  { id: 'p1', text: 'Halve the time to a first payment' },
  { id: 'p2', text: 'Win ten customers in Norway' },
]

/** A check as opening leaves it: a tree of two levels, a unit a team, leadership apart from five leaders on. */
export async function aSurvey(
  { deps }: { readonly deps: Pick<Dependencies, 'keys' | 'now'> },
  scope: Scope,
  wanted: Wanted = {},
): Promise<SurveyCheck> {
  const { teams = { North: 6, South: 6 }, leaders = 0, status = 'open', priorities = agreed } = wanted
  const { workspaceId, db } = scope
  const [checkId, organisationId] = [randomUUID(), randomUUID()]
  const publicId = randomUUID().slice(0, 12)
  await db
    .insertInto('organisations')
    .values({
      workspace_id: workspaceId,
      id: organisationId,
      name: 'Kestrel Payments',
      time_zone: 'Europe/Vienna',
      language: 'en',
      is_example: false,
      created_at: deps.now(),
    })
    .execute()
  const nodes = Object.entries(teams).map(([name, size]) => ({ id: randomUUID(), name, size }))
  const tree: TeamNode = {
    id: randomUUID(),
    name: 'Kestrel Payments',
    direct: 0,
    children: nodes.map(({ id, name, size }) => ({ id, name, direct: size, children: [] })),
  }
  await db
    .insertInto('checks')
    .values({
      workspace_id: workspaceId,
      id: checkId,
      organisation_id: organisationId,
      public_id: publicId,
      name: 'Q4 2026',
      status,
      profile: wanted.profile ?? 'standard',
      languages: asJson(['en']),
      dropped_items: asJson([]),
      bank_items: asJson([]),
      own_items: asJson(wanted.ownItems ?? []),
      priorities: asJson(priorities),
      opens_on: '2026-11-16',
      closes_at: new Date(wanted.closesAt ?? '2026-11-30T22:59:00Z'),
      results_on: '2026-12-07',
      results_to: 'the leadership team',
      run_by: 'Robin Example of Northgate Advisory',
      opened_at: deps.now(),
      frozen_tree: asJson({ tree }),
      is_trial: true,
      close_progress: 0,
      created_at: deps.now(),
    })
    .execute()
  const units = [
    ...nodes.map((node) => ({ ...node, unitId: randomUUID(), isLeader: false })),
    ...(leaders > 0
      ? [{ id: 'leadership', name: 'Leadership team', size: leaders, unitId: randomUUID(), isLeader: true }]
      : []),
  ]
  await db
    .insertInto('units')
    .values(
      units.map((unit) => ({
        workspace_id: workspaceId,
        check_id: checkId,
        id: unit.unitId,
        name: unit.name,
        side: unit.isLeader ? ('leadership' as const) : ('staff' as const),
        node_ids: asJson(unit.isLeader ? [] : [unit.id]),
        invited: unit.size,
      })),
    )
    .execute()
  const people = units.flatMap((unit) =>
    Array.from({ length: unit.size }, (_, at) => {
      const id = randomUUID()
      const link = { id, generation: 0 }
      return {
        id,
        unitId: unit.unitId,
        team: unit.name,
        name: `${unit.name} ${at + 1}`,
        isLeader: unit.isLeader,
        token: linkToken(deps.keys, link),
        code: typedCode(deps.keys, link),
      }
    }),
  )
  await inParts(people, (part) =>
    db
      .insertInto('people')
      .values(
        part.map((person) => ({
          workspace_id: workspaceId,
          id: person.id,
          organisation_id: organisationId,
          team_id: null,
          name: person.name,
          email: null,
          is_leader: person.isLeader,
          language: null,
        })),
      )
      .execute(),
  )
  await inParts(people, (part) =>
    db
      .insertInto('invitations')
      .values(
        part.map((person) => ({
          workspace_id: workspaceId,
          check_id: checkId,
          id: person.id,
          person_id: person.id,
          unit_id: person.unitId,
          is_leader: person.isLeader,
          language: 'en',
          way: 'mail' as const,
          generation: 0,
          token_hash: hashToken(person.token),
          code_hash: hashCode(deps.keys, checkId, person.code),
          spent_by: null,
        })),
      )
      .execute(),
  )
  const words = wanted.sealed === true ? await seal(deps, scope, { checkId, publicId, units }) : ''
  return { workspaceId, checkId, publicId, people, words }
}

async function seal(
  { keys }: Pick<Dependencies, 'keys'>,
  { db }: Scope,
  check: {
    readonly checkId: string
    readonly publicId: string
    readonly units: readonly { readonly unitId: string; readonly name: string; readonly size: number }[]
  },
): Promise<string> {
  const { checkId, publicId } = check
  const units = check.units.map(({ unitId, name, size }) => ({ id: unitId, name, invited: size }))
  const made = await keys.checks.make(
    checkId,
    units.map(({ id }) => id),
  )
  if (made.outcome !== 'made') throw new Error('The keys were not made.')
  const described = { check: publicId, contract: 'ab'.repeat(32), smallestGroup: 5, units }
  const { text, words } = await publishDirectory(described, made.keys)
  await db
    .updateTable('checks')
    .set({ mode: 'sealed', is_trial: false, key_directory: text, directory_words: words.join('-') })
    .where('id', '=', checkId)
    .execute()
  return words.join('-')
}

async function inParts<T>(
  all: readonly T[],
  insert: (part: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < all.length; from += 1000) await insert(all.slice(from, from + 1000))
}

/** A complete form as a person would send it, by link. `more` overwrites fields. */
export function answersOf(
  person: Invited,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const ratings = coreItems.map((item) => [item.code, '4'])
  const estimates = person.isLeader
    ? [...coreItems.filter((item) => item.estimated).map((item) => item.code), 'all-priorities']
    : []
  return {
    token: person.token,
    mark: aMark(),
    leader: person.isLeader ? 'yes' : 'no',
    ...Object.fromEntries(ratings),
    named1: 'A faster first payment',
    serves: 'p1',
    obstacle: '',
    ...Object.fromEntries(estimates.map((code) => [`estimate-${code}`, '70'])),
    ...more,
  }
}

export function aMark(): string {
  return Buffer.from(`${randomUUID()}${randomUUID()}`).subarray(0, 32).toString('base64url')
}
