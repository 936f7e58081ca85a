import type { AccountScope } from '../access/require-account.ts'
import { type CheckRecord, findCheck } from '../checks/queries.ts'
import { noTheme, type Step } from '../coding/coding.ts'
import { findCoding, keepEvent } from '../coding/queries.ts'
import { codingSubject, findTest, listExecutives } from '../instruments/priorities-test/queries.ts'
import { beginTest } from '../instruments/priorities-test/sealed-room/begin-test.ts'
import { breakSeal } from '../instruments/priorities-test/sealed-room/break-seal.ts'
import { setRoles } from '../instruments/priorities-test/sealed-room/change-executives.ts'
import { sealForm } from '../instruments/priorities-test/sealing/envelope.ts'
import { hashesOf } from '../instruments/priorities-test/sealing/personal-link.ts'
import { findAskedTest } from '../instruments/priorities-test/sealing/queries.ts'
import { keepEnvelope } from '../instruments/priorities-test/sealing/seal-answers.ts'
import type { Dependencies } from '../web/dependencies.ts'
import said from './executives.en.json' with { type: 'json' }

type Said = Readonly<Record<string, readonly (string | null)[]>>

/** Seven executives seal, the seal is broken, and one coder puts what they wrote into themes: the ordinary way. */
export async function playPriorities(
  deps: Dependencies,
  scope: AccountScope,
  checkId: string,
): Promise<void> {
  const check = await findCheck(scope, checkId)
  if (check === undefined) throw new Error('The example check was not kept.')
  await beginTest(deps, scope, check)
  await sealAll(deps, scope, check)
  const broken = await breakSeal(deps, scope, { check, reason: '' })
  if (broken.outcome === 'refused') throw new Error(`The example seal was not broken: ${broken.reason}.`)
  await codeAll(deps, scope, checkId)
}

async function sealAll(deps: Dependencies, scope: AccountScope, check: CheckRecord): Promise<void> {
  const executives = await listExecutives(scope, check.id)
  const roles = new Map(executives.map(({ id }, at) => [id, said.executives[at]?.role ?? '']))
  await setRoles(scope, { checkId: check.id, roles })
  const publicId = (await findTest(scope, check.id))?.publicId ?? ''
  const test = await findAskedTest(deps.db, publicId)
  const testKeys = deps.keys.tests.keysOf(check.id)
  if (test === undefined || testKeys === null) throw new Error('The example test was not begun.')
  for (const [at, { id, generation }] of executives.entries()) {
    const answers = textsIn(said.executives[at]?.answers ?? {})
    const place = { test: publicId, executive: id }
    const envelope = await sealForm(test.sealKey, { language: 'en', mayShowRole: true, answers }, place)
    const hashes = hashesOf({ keys: deps.keys, testKeys, checkId: check.id, link: { id, generation } })
    const knock = { checkId: check.id, by: 'token', hash: hashes.tokenHash } as const
    const kept = await keepEnvelope(deps, test, { knock, envelope })
    if (kept.outcome === 'refused') throw new Error(`An example answer was not sealed: ${kept.reason}.`)
  }
}

function textsIn(answers: Said): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).map(([field, [text]]) => [field, text ?? '']))
}

async function codeAll(deps: Dependencies, scope: AccountScope, checkId: string): Promise<void> {
  const place = { checkId, subject: codingSubject }
  const texts = (await findCoding(scope, place))?.coding.texts ?? []
  const themes = themesByText()
  const themeOf = (text: string) => themes.get(text) ?? noTheme
  const steps: Step[] = [
    ...Object.entries(said.themes).map(([id, name]): Step => ({ kind: 'add', theme: { id, name } })),
    ...[...Map.groupBy(texts, ({ text }) => themeOf(text))].map(
      ([theme, group]): Step => ({ kind: 'assign', theme, texts: group.map(({ id }) => id) }),
    ),
    { kind: 'freeze' },
  ]
  for (const [revision, step] of steps.entries()) {
    const event = { coder: 'lead' as const, ...step }
    const { accountId } = scope
    const kept = await keepEvent(scope, { ...place, revision, event, accountId, now: deps.now() })
    if (kept.outcome !== 'kept') throw new Error(`A step of the example coding was ${kept.outcome}.`)
  }
}

/** As coders see them: a measure stands with its target. */
function themesByText(): ReadonlyMap<string, string> {
  return new Map(
    said.executives.flatMap(({ answers }) => {
      const given: Said = answers
      return Object.entries(given).flatMap(([field, [text, theme]]) => {
        const target = given[field.replace('measure', 'target')]?.[0]
        const shown = field.endsWith('measure') && target != null ? `${text}: ${target}` : (text ?? '')
        return theme == null ? [] : [[shown, theme] as const]
      })
    }),
  )
}
