import type { KeyObject } from 'node:crypto'
import { askKeyThread } from './ask-key-thread.ts'
import { type Credential, hintBytes, type Signed } from './blind-signature.ts'
import { gather } from './gather.ts'
import type { Shown, SigningOrder } from './key-work.ts'

/** Issues credentials and recognises them; a burst of either holds up nothing else. */
export type CredentialDesk = {
  sign(privateKey: KeyObject, blinded: Uint8Array): Promise<Signed>
  /** The unit whose key verifies, null for none. */
  unitOf(units: readonly UnitPublicKey[], credential: Credential): Promise<string | null>
}
/** A unit's public key, and how its credentials begin. */
export type UnitPublicKey = { readonly unitId: string; readonly publicKey: KeyObject; readonly hint: Buffer }

export function openCredentialDesk(): CredentialDesk {
  const sign = gather((orders: readonly SigningOrder[]) => askKeyThread('sign', orders))
  const recognise = gather((shown: readonly Shown[]) => askKeyThread('recognise', shown))
  const findAmong = async (units: readonly UnitPublicKey[], credential: Credential) => {
    if (units.length === 0) return null
    const place = await recognise({ publicKeys: units.map(({ publicKey }) => publicKey), credential })
    return units[place]?.unitId ?? null
  }
  return {
    sign: (privateKey, blinded) => sign({ privateKey, blinded }),
    unitOf: async (units, credential) => {
      const start = credential.signature.subarray(0, hintBytes)
      const isLikely = ({ hint }: UnitPublicKey) => hint.equals(start)
      // Whoever blinded by a script of before begins with anything.
      return (
        (await findAmong(units.filter(isLikely), credential)) ??
        findAmong(
          units.filter((unit) => !isLikely(unit)),
          credential,
        )
      )
    },
  }
}
