import { type AccountScope, audit } from '../../../access/require-account.ts'
import type { CheckRecord } from '../../../checks/queries.ts'
import type { CheckKeys } from '../../../collection/check-keys.ts'
import { inTransaction } from '../../../database/scope.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { listExecutives } from '../queries.ts'
import { hashesOf } from '../sealing/personal-link.ts'
import {
  addExecutives,
  addTest,
  listLeaders,
  lockTest,
  type NewExecutive,
  replaceLink,
  startAnew,
} from './queries.ts'
import { mostExecutives } from './test-rules.ts'

type Deps = Pick<Dependencies, 'keys' | 'now' | 'random'>

/** A test with the roster's leaders in it, and keys of its own. Once: a second call changes nothing. */
export async function beginTest(deps: Deps, scope: AccountScope, check: CheckRecord): Promise<void> {
  const testKeys = await makeKeys(deps, check.id)
  const sealKey = publicKeyOf(testKeys)
  await inTransaction(scope, async (scope) => {
    const publicId = deps.random.bytes(9).toString('base64url')
    if (!(await addTest(scope, { checkId: check.id, publicId, sealKey, at: deps.now() }))) return
    const leaders = (await listLeaders(scope, check.organisationId)).slice(0, mostExecutives)
    const executives = leaders.map(({ language, ...leader }) =>
      newExecutive(
        { deps, testKeys, checkId: check.id },
        {
          ...leader,
          ...{ role: '', reason: null, language: languageIn(check, language) },
        },
      ),
    )
    await addExecutives(scope, check.id, executives)
    await audit(deps, scope, { act: 'priorities-test-begun', subjectId: check.id })
  })
}

/** With the keys lost, what was sealed is lost: a new key, new links, everybody writes again. */
export async function beginAnew(deps: Deps, scope: AccountScope, checkId: string): Promise<void> {
  const testKeys = await makeKeys(deps, checkId)
  await inTransaction(scope, async (scope) => {
    const test = await lockTest(scope, checkId)
    const sealKey = publicKeyOf(testKeys)
    if (test?.state !== 'open' || test.sealKey === sealKey) return
    await startAnew(scope, checkId, sealKey)
    for (const { id, generation, state } of await listExecutives(scope, checkId)) {
      if (state === 'removed') continue
      const link = { id, generation: generation + 1 }
      const hashes = hashesOf({ keys: deps.keys, testKeys, checkId, link })
      await replaceLink(scope, { checkId, ...link, ...hashes })
    }
    await audit(deps, scope, { act: 'priorities-test-keys-renewed', subjectId: checkId })
  })
}

type Frame = { readonly deps: Deps; readonly testKeys: CheckKeys; readonly checkId: string }

export function newExecutive(
  { deps, testKeys, checkId }: Frame,
  person: Omit<NewExecutive, 'id' | 'tokenHash' | 'codeHash'>,
): NewExecutive {
  const id = deps.random.uuid()
  const link = { id, generation: 1 }
  return { id, ...person, ...hashesOf({ keys: deps.keys, testKeys, checkId, link }) }
}

export function languageIn({ languages }: CheckRecord, wanted: string | null): string {
  return wanted !== null && languages.includes(wanted) ? wanted : (languages[0] ?? 'en')
}

async function makeKeys({ keys }: Deps, checkId: string): Promise<CheckKeys> {
  const made = await keys.tests.make(checkId, [])
  if (made.outcome === 'refused') throw new Error('The keys of a priorities test have units.')
  return made.keys
}

function publicKeyOf(testKeys: CheckKeys): string {
  return Buffer.from(testKeys.sealKey().publicBytes).toString('base64url')
}
