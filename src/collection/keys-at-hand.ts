import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import type { CheckKeys } from './check-keys.ts'
import { keyIdOf } from './key-directory.ts'

/** What is worked out of a check's keys once and used for each answer. */
export type KeysAtHand = {
  readonly secret: CheckKeys
  readonly publicKeys: ReadonlyMap<string, KeyObject>
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
  const publicKeys = new Map(
    secret.unitIds.flatMap((unitId) => {
      const key = secret.unitKey(unitId)
      return key === null ? [] : [[unitId, createPublicKey(key)] as const]
    }),
  )
  const keyIds = new Map([...publicKeys].map(([unitId, key]) => [unitId, keyIdOf(key)]))
  return { secret, publicKeys, veilKey: createSecretKey(secret.veilKey()), keyIds }
}

export class KeysMissing extends Error {
  override readonly name = 'KeysMissing'
}
