import { type AccountScope, audit } from '../../../access/require-account.ts'
import type { CheckRecord } from '../../../checks/queries.ts'
import { inTransaction } from '../../../database/scope.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { type ExecutiveRecord, listExecutives } from '../queries.ts'
import { hashesOf } from '../sealing/personal-link.ts'
import { languageIn, newExecutive } from './begin-test.ts'
import { addExecutives, lockTest, replaceLink, setRemoved, setRole } from './queries.ts'
import { mostExecutives, needsReason } from './test-rules.ts'

type Deps = Pick<Dependencies, 'keys' | 'now' | 'random'>
type Refusal =
  | 'not-open'
  | 'not-found'
  | 'too-many'
  | 'reason-needed'
  | 'sealed'
  | 'same-address'
  | 'keys-lost'
export type ChangeResult =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'refused'; readonly reason: Refusal }

const refused = (reason: Refusal): ChangeResult => ({ outcome: 'refused', reason })
const changed: ChangeResult = { outcome: 'changed' }

export type Newcomer = {
  readonly name: string
  readonly role: string
  readonly email: string | null
  readonly reason: string
}

export function addExecutive(
  deps: Deps,
  scope: AccountScope,
  { check, person }: { readonly check: CheckRecord; readonly person: Newcomer },
): Promise<ChangeResult> {
  return whileOpen(scope, check.id, async (scope, asked) => {
    if (asked.length >= mostExecutives) return refused('too-many')
    const isSame = ({ email }: ExecutiveRecord) => email?.toLowerCase() === person.email?.toLowerCase()
    if (person.email !== null && asked.some(isSame)) return refused('same-address')
    if (needsReason(asked) && person.reason === '') return refused('reason-needed')
    const testKeys = deps.keys.tests.keysOf(check.id)
    if (testKeys === null) return refused('keys-lost')
    const language = languageIn(check, null)
    const reason = needsReason(asked) ? person.reason : null
    const executive = newExecutive({ deps, testKeys, checkId: check.id }, { ...person, language, reason })
    await addExecutives(scope, check.id, [executive])
    const details = { executive: executive.id }
    await audit(deps, scope, { act: 'executive-added', subjectId: check.id, details })
    return changed
  })
}

export function removeExecutive(
  deps: Deps,
  scope: AccountScope,
  { checkId, id, reason }: { readonly checkId: string; readonly id: string; readonly reason: string },
): Promise<ChangeResult> {
  return whileOpen(scope, checkId, async (scope, asked) => {
    if (!asked.some((one) => one.id === id)) return refused('not-found')
    if (needsReason(asked) && reason === '') return refused('reason-needed')
    await setRemoved(scope, { checkId, id, reason: reason === '' ? null : reason })
    const details = { executive: id }
    await audit(deps, scope, { act: 'executive-removed', subjectId: checkId, details })
    return changed
  })
}

/** A new link and code; the old ones end, and with them the draft. Not for who has sealed. */
export function renewLink(
  deps: Deps,
  scope: AccountScope,
  { checkId, id }: { readonly checkId: string; readonly id: string },
): Promise<ChangeResult> {
  return whileOpen(scope, checkId, async (scope, asked) => {
    const executive = asked.find((one) => one.id === id)
    if (executive === undefined) return refused('not-found')
    if (executive.state === 'sealed') return refused('sealed')
    const testKeys = deps.keys.tests.keysOf(checkId)
    if (testKeys === null) return refused('keys-lost')
    const link = { id, generation: executive.generation + 1 }
    await replaceLink(scope, { checkId, ...link, ...hashesOf({ keys: deps.keys, testKeys, checkId, link }) })
    const details = { executive: id }
    await audit(deps, scope, { act: 'executive-link-renewed', subjectId: checkId, details })
    return changed
  })
}

export function setRoles(
  scope: AccountScope,
  { checkId, roles }: { readonly checkId: string; readonly roles: ReadonlyMap<string, string> },
): Promise<ChangeResult> {
  return whileOpen(scope, checkId, async (scope, asked) => {
    for (const { id } of asked) {
      const role = roles.get(id)
      if (role !== undefined) await setRole(scope, { checkId, id, role })
    }
    return changed
  })
}

function whileOpen(
  scope: AccountScope,
  checkId: string,
  change: (scope: AccountScope, asked: readonly ExecutiveRecord[]) => Promise<ChangeResult>,
): Promise<ChangeResult> {
  return inTransaction(scope, async (scope) => {
    const test = await lockTest(scope, checkId)
    if (test?.state !== 'open') return refused('not-open')
    const executives = await listExecutives(scope, checkId)
    return change(
      scope,
      executives.filter(({ state }) => state !== 'removed'),
    )
  })
}
