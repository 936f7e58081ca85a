import type { KeyObject } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Signed, signBlinded } from './blind-signature.ts'

export type Signer = (privateKey: KeyObject, blinded: Uint8Array) => Promise<Signed>

/**
 * Signs in the order asked, one signature a turn of the event loop, so that a burst holds nobody else up by more than
 * one (0.4 ms). Not a pool of workers: handing over costs keys in more memories and saves less than a turn.
 */
export function makeSigner(): Signer {
  let last: Promise<unknown> = Promise.resolve()
  return (privateKey, blinded) => {
    const signed = last.then(() => nextTurn()).then(() => signBlinded(privateKey, blinded))
    last = signed.catch(() => null)
    return signed
  }
}
