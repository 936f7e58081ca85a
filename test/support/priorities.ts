import type { AccountScope } from '../../src/access/require-account.ts'
import { noTheme, type Step } from '../../src/coding/coding.ts'
import { findCoding, keepEvent } from '../../src/coding/queries.ts'
import { findTest, listExecutives } from '../../src/instruments/priorities-test/queries.ts'
import { linkOf, signInOf } from '../../src/instruments/priorities-test/sealing/personal-link.ts'
import { sealPriorities } from '../../static/js/priorities/envelope.js'
import type { Answer, TestApp, Visitor } from './app.ts'
import { aDraft, anOrganisation } from './checks.ts'

export type SealedTest = {
  readonly checkId: string
  readonly publicId: string
  readonly sealKey: string
  readonly room: string
  readonly organisationId: string
}

/** A draft check whose priorities test asks the leaders of the roster: "Leader 1", "Leader 2" … */
export async function aPrioritiesTest(
  { visitor, scope }: { readonly visitor: Visitor; readonly scope: AccountScope },
  { leaders = 3 }: { readonly leaders?: number } = {},
): Promise<SealedTest> {
  const { id } = await anOrganisation(scope, { teams: { North: 12 }, leaders })
  const checkId = await aDraft(visitor, id)
  const room = `/app/checks/${checkId}/priorities-test`
  await visitor.get(room)
  await visitor.post(`${room}/begin`, {})
  const test = await findTest(scope, checkId)
  if (test === null) throw new Error('The test was not begun.')
  return { checkId, publicId: test.publicId, sealKey: test.sealKey, room, organisationId: id }
}

/** One executive's way in, by name. */
export async function wayIn(
  { deps }: TestApp,
  scope: AccountScope,
  { checkId, name }: { readonly checkId: string; readonly name: string },
) {
  const executive = (await listExecutives(scope, checkId)).find((one) => one.name === name)
  const keys = deps.keys.tests.keysOf(checkId)
  if (executive === undefined || keys === null) throw new Error(`There is no way in for ${name}.`)
  const { token, code } = linkOf(keys, executive)
  return { id: executive.id, token, code, auth: signInOf(token) }
}

export const complete: Readonly<Record<string, string>> = {
  'P1-1': 'Win mid-sized merchants',
  'P3-1': 'The partner portal',
  'P4-1-measure': 'Failed payments',
  'P4-1-target': 'under 1 %',
}

/** Seals as the browser does and sends it. */
export async function sealAs(
  app: TestApp,
  test: SealedTest,
  given: {
    readonly way: { readonly id: string; readonly auth: string }
    readonly answers?: Readonly<Record<string, string>>
    readonly mayShowRole?: boolean
  },
): Promise<Answer> {
  const { way, answers = complete, mayShowRole = true } = given
  const content = JSON.stringify({ version: 1, language: 'en', mayShowRole, answers })
  const envelope = await sealPriorities(test.sealKey, content, { test: test.publicId, executive: way.id })
  return postJson(app, `/p/${test.publicId}/seal`, {
    auth: way.auth,
    envelope: Buffer.from(envelope).toString('base64url'),
  })
}

export async function postJson({ app }: TestApp, url: string, payload: object): Promise<Answer> {
  const answer = await app.inject({ method: 'POST', url, payload })
  return {
    status: answer.statusCode,
    body: answer.body,
    location: null,
    raw: answer.rawPayload,
    headers: answer.headers,
  }
}

/** All leaders of the test seal, each with their own answers. */
export async function allSeal(
  app: TestApp,
  scope: AccountScope,
  {
    test,
    answers,
  }: { readonly test: SealedTest; readonly answers: readonly Readonly<Record<string, string>>[] },
): Promise<void> {
  for (const [at, each] of answers.entries()) {
    const way = await wayIn(app, scope, { checkId: test.checkId, name: `Leader ${at + 1}` })
    const sealed = await sealAs(app, test, { way, answers: each })
    if (sealed.status !== 200) throw new Error(`Sealing answered ${sealed.status}.`)
  }
}

/** Codes every statement by `themeOf` (null: no theme) and freezes the codebook. */
export async function codeAll(
  scope: AccountScope,
  checkId: string,
  themeOf: (text: string, question: string) => string | null,
): Promise<void> {
  const place = { checkId, subject: 'priorities' }
  const found = await findCoding(scope, place)
  if (found === null) throw new Error('There is nothing to code.')
  const { texts } = found.coding
  const named = texts.map((one) => ({ id: one.id, theme: themeOf(one.text, one.question) }))
  const names = [...new Set(named.flatMap(({ theme }) => theme ?? []))]
  const steps: Step[] = [
    ...names.map((name): Step => ({ kind: 'add', theme: { id: name, name } })),
    ...[...names, noTheme].map(
      (theme): Step => ({
        kind: 'assign',
        theme,
        texts: named.filter((one) => (one.theme ?? noTheme) === theme).map(({ id }) => id),
      }),
    ),
    { kind: 'freeze' },
  ]
  for (const step of steps) {
    if (step.kind === 'assign' && step.texts.length === 0) continue
    const { revision } = (await findCoding(scope, place)) ?? { revision: 0 }
    const event = { coder: 'lead' as const, ...step }
    const kept = await keepEvent(scope, { ...place, revision, event, accountId: null, now: new Date() })
    if (kept.outcome !== 'kept') throw new Error(`A step of the coding was ${kept.outcome}.`)
  }
}
