import type { KeyObject } from 'node:crypto'
import { askKeyThread } from './ask-key-thread.ts'
import type { Credential, Signed } from './blind-signature.ts'
import { gather, inGroups } from './gather.ts'
import type { SigningOrder } from './key-work.ts'

/** Issues credentials and recognises them; a burst of either holds up nothing else. */
export type CredentialDesk = {
  sign(privateKey: KeyObject, blinded: Uint8Array): Promise<Signed>
  /** The unit whose key verifies, null for none. */
  unitOf(publicKeys: UnitKeys, credential: Credential): Promise<string | null>
}
type UnitKeys = ReadonlyMap<string, KeyObject>
type Shown = { readonly publicKeys: UnitKeys; readonly credential: Credential }

export function openCredentialDesk(): CredentialDesk {
  const sign = gather((orders: readonly SigningOrder[]) => askKeyThread('sign', orders))
  const recognise = gather((batch: readonly Shown[]) =>
    inGroups(batch, ({ publicKeys }) => publicKeys, recogniseAll),
  )
  return {
    sign: (privateKey, blinded) => sign({ privateKey, blinded }),
    unitOf: (publicKeys, credential) => recognise({ publicKeys, credential }),
  }
}

async function recogniseAll(group: readonly Shown[]): Promise<readonly (string | null)[]> {
  const units = group[0]?.publicKeys ?? new Map<string, KeyObject>()
  const credentials = group.map(({ credential }) => credential)
  const places = await askKeyThread('recognise', { publicKeys: [...units.values()], credentials })
  const unitIds = [...units.keys()]
  return places.map((place) => unitIds[place] ?? null)
}
