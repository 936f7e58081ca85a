import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inverse } from '../../static/js/survey/modular.js'

type Vector = {
  readonly name: string
  readonly randomizer: string
  readonly blinded: string
  readonly blindSignature: string
  readonly signature: string
}
type Appendix = Record<'p' | 'q' | 'n' | 'message' | 'salt' | 'inverse', string> & {
  readonly vectors: readonly Vector[]
}

export const rfc9474: Appendix = JSON.parse(
  readFileSync(new URL('../golden/blind-signatures.json', import.meta.url), 'utf8'),
)

export const fromHex = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, 'hex'))
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const integerOf = (hex: string): bigint => BigInt(`0x${hex}`)

/** The key of the appendix: 4096 bits, given as two primes. */
export function rfcKey(): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  const [p, q] = [integerOf(rfc9474.p), integerOf(rfc9474.q)]
  const d = inverted(65_537n, (p - 1n) * (q - 1n))
  const numbers = { n: p * q, e: 65_537n, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverted(q, p) }
  const members = Object.entries(numbers).map(([name, value]) => [name, encoded(value)])
  const privateKey = createPrivateKey({ format: 'jwk', key: { kty: 'RSA', ...Object.fromEntries(members) } })
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

function inverted(value: bigint, modulus: bigint): bigint {
  const found = inverse(value, modulus)
  if (found === null) throw new Error('There is no inverse.')
  return found
}

function encoded(value: bigint): string {
  const hex = value.toString(16)
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url')
}
