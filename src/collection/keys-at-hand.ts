import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import { hintOf } from './blind-signature.ts'
import type { CheckKeys } from './check-keys.ts'
import type { UnitPublicKey } from './credential-desk.ts'
import { keyIdOf } from './key-directory.ts'

/** What is worked out of a check's keys once and used for each answer. */
export type KeysAtHand = {
  readonly secret: CheckKeys
  readonly units: readonly UnitPublicKey[]
  readonly veilKey: KeyObject
  /** By unit: the id of its key, which is bound into each envelope. */
  readonly keyIds: ReadonlyMap<string, Buffer>
}

const known = new WeakMap<CheckKeys, KeysAtHand>()

export function atHand(secret: CheckKeys): KeysAtHand {
  const keys = known.get(secret) ?? workOut(secret)
  known.set(secret, keys)
  return keys
}

function workOut(secret: CheckKeys): KeysAtHand {
  const units = secret.unitIds.flatMap((unitId) => {
    const key = secret.unitKey(unitId)
    if (key === null) return []
    const publicKey = createPublicKey(key)
    return [{ unitId, publicKey, hint: hintOf(publicKey) }]
  })
  const keyIds = new Map(units.map(({ unitId, publicKey }) => [unitId, keyIdOf(publicKey)]))
  return { secret, units, veilKey: createSecretKey(secret.veilKey()), keyIds }
}

/** A unit's public key as a page hands it out: SPKI as base64url. Its id stands in the directory. */
export function publicKeyText(secret: CheckKeys | null, unitId: string): string {
  const unitKey = secret?.unitKey(unitId) ?? null
  if (unitKey === null) throw new KeysMissing('A unit of an open check has no key.')
  return createPublicKey(unitKey).export({ type: 'spki', format: 'der' }).toString('base64url')
}

export class KeysMissing extends Error {
  override readonly name = 'KeysMissing'
}
