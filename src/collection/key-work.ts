import type { KeyObject } from 'node:crypto'
import { type Credential, type Signed, signBlinded, verifyCredential } from './blind-signature.ts'
import { type Opened, openEnvelope, type Place, type SealKey } from './envelope.ts'

/** What takes long with a key, in batches. Each kind is pure and tells one result for each asked, in order. */
export const keyWork = {
  sign: (orders: readonly SigningOrder[]): readonly Signed[] =>
    orders.map(({ privateKey, blinded }) => signBlinded(privateKey, blinded)),

  /** The place among `publicKeys` of the one that verifies, -1 for none. */
  recognise: (shown: readonly Shown[]): readonly number[] =>
    shown.map(({ publicKeys, credential }) =>
      publicKeys.findIndex((key) => verifyCredential(key, credential)),
    ),

  /** null for what is not sealed to its place with this key, and for what has no place. */
  open: ({ sealKey, envelopes }: Opening): readonly (string | null)[] =>
    envelopes.map(({ envelope, place }) =>
      place === null ? null : contentOf(openEnvelope(sealKey, envelope, place)),
    ),
}
export type KeyWork = typeof keyWork

export type SigningOrder = { readonly privateKey: KeyObject; readonly blinded: Uint8Array }
export type Shown = { readonly publicKeys: readonly KeyObject[]; readonly credential: Credential }
type Opening = {
  readonly sealKey: SealKey
  readonly envelopes: readonly { readonly envelope: Uint8Array; readonly place: Place | null }[]
}

function contentOf(opened: Opened): string | null {
  return opened.outcome === 'opened' ? opened.content : null
}
