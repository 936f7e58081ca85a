import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import {
  hintOf,
  makeUnitKey,
  modulusBytes,
  signBlinded,
  type UnitKey,
  verifyCredential,
} from '../../src/collection/blind-signature.ts'
import { blind, finishBlinding, makeBlinding, unblind } from '../../static/js/survey/blind-signature.js'
import { inverse } from '../../static/js/survey/modular.js'
import { fromHex, integerOf, rfc9474, rfcKey, toHex } from './rfc-9474.ts'

const bytesOf = (text: string) => Buffer.from(text, 'base64url')
const spkiOf = ({ publicKey }: UnitKey) =>
  publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')

function signed(key: UnitKey, blinded: Uint8Array): Buffer {
  const answer = signBlinded(key.privateKey, blinded)
  if (answer.outcome !== 'signed') throw new Error(`Refused: ${answer.reason}`)
  return Buffer.from(answer.signature)
}

/** What a browser and the server make together. */
async function credentialOf(key: UnitKey) {
  const blinding = await makeBlinding(spkiOf(key))
  const answer = signed(key, bytesOf(blinding.blinded)).toString('base64url')
  const made = await finishBlinding(spkiOf(key), blinding, answer)
  if (made === null) throw new Error('The signature was not accepted.')
  return { message: bytesOf(made.message), signature: bytesOf(made.signature) }
}

const units = Promise.all([makeUnitKey(), makeUnitKey()])

for (const vector of rfc9474.vectors) {
  const prepared = fromHex(vector.randomizer + rfc9474.message)
  const modulus = integerOf(rfc9474.n)

  t.test(`the browser blinds and unblinds as RFC 9474 does (${vector.name})`, async (t) => {
    const factor = inverse(integerOf(rfc9474.inverse), modulus) ?? 0n
    const made = await blind(prepared, { modulus, salt: fromHex(rfc9474.salt), factor })
    t.equal(toHex(made.blinded), vector.blinded)
    t.equal(made.inverse, integerOf(rfc9474.inverse))
    const signature = unblind(integerOf(vector.blindSignature), made.inverse, modulus)
    t.equal(toHex(signature), vector.signature)
  })

  t.test(`the server signs as RFC 9474 does (${vector.name})`, async (t) => {
    t.equal(toHex(signed(rfcKey(), fromHex(vector.blinded))), vector.blindSignature)
  })
}

t.test(
  'verifies the randomized vector of RFC 9474 and no other message, randomizer or signature',
  async (t) => {
    const { publicKey } = rfcKey()
    const [vector] = rfc9474.vectors
    if (vector === undefined) throw new Error('There are no vectors.')
    const message = fromHex(rfc9474.message)
    const signature = fromHex(vector.randomizer + vector.signature)
    t.ok(verifyCredential(publicKey, { message, signature }))
    for (const place of [0, 31, 32, 200, signature.length - 1]) {
      const altered = Uint8Array.from(signature, (byte, at) => (at === place ? byte ^ 1 : byte))
      t.notOk(verifyCredential(publicKey, { message, signature: altered }), `byte ${place}`)
    }
    t.notOk(verifyCredential(publicKey, { message: message.subarray(1), signature }))
  },
)

t.test('gives the same signature for the same blinded message', async (t) => {
  const [unit] = await units
  const { blinded } = await makeBlinding(spkiOf(unit))
  t.same(signed(unit, bytesOf(blinded)), signed(unit, bytesOf(blinded)))
})

t.test('a credential verifies under its own unit only', async (t) => {
  const [own, foreign] = await units
  const credential = await credentialOf(own)
  t.ok(verifyCredential(own.publicKey, credential))
  t.notOk(verifyCredential(foreign.publicKey, credential))
})

t.test('what the server saw when it signed is not in the credential', async (t) => {
  const [unit] = await units
  const blinding = await makeBlinding(spkiOf(unit))
  const answer = signed(unit, bytesOf(blinding.blinded))
  const made = await finishBlinding(spkiOf(unit), blinding, answer.toString('base64url'))
  if (made === null) throw new Error('The signature was not accepted.')
  const carried = Buffer.concat([bytesOf(made.message), bytesOf(made.signature)]).toString('hex')
  const seen = [bytesOf(blinding.blinded), answer].map((bytes) => bytes.toString('hex'))
  for (const bytes of seen)
    for (let at = 0; at + 16 <= bytes.length; at += 16) t.notOk(carried.includes(bytes.slice(at, at + 16)))
})

t.test('a credential begins as those of its key do', async (t) => {
  for (const unit of await units) {
    const { signature } = await credentialOf(unit)
    t.same(signature.subarray(0, 2), hintOf(unit.publicKey))
  }
})

t.test('two blindings of one key share nothing but how they begin', async (t) => {
  const [unit] = await units
  const [one, other] = await Promise.all([makeBlinding(spkiOf(unit)), makeBlinding(spkiOf(unit))])
  for (const name of ['message', 'randomizer', 'inverse', 'blinded'] as const) t.not(one[name], other[name])
})

t.test('the browser refuses an answer that is not the signature', async (t) => {
  const [own, foreign] = await units
  const blinding = await makeBlinding(spkiOf(own))
  const blinded = bytesOf(blinding.blinded)
  const wrong = [
    randomBytes(modulusBytes),
    Buffer.alloc(modulusBytes),
    signed(own, blinded).subarray(1),
    Buffer.alloc(0),
  ]
  for (const answer of wrong)
    t.equal(await finishBlinding(spkiOf(own), blinding, answer.toString('base64url')), null)
  const other = signed(foreign, Buffer.concat([Buffer.alloc(1), blinded.subarray(1)]))
  t.equal(await finishBlinding(spkiOf(own), blinding, other.toString('base64url')), null)
})

t.test('the browser refuses a key of another length', async (t) => {
  const key = rfcKey().publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  await t.rejects(makeBlinding(key), /another length/)
})

t.test('refuses to sign what is too long, too short or not below the modulus', async (t) => {
  const [unit] = await units
  t.same(signBlinded(unit.privateKey, randomBytes(255)), { outcome: 'refused', reason: 'length' })
  t.same(signBlinded(unit.privateKey, randomBytes(257)), { outcome: 'refused', reason: 'length' })
  t.same(signBlinded(unit.privateKey, Buffer.alloc(256, 255)), { outcome: 'refused', reason: 'range' })
})

t.test('bytes that nobody signed never verify, however long', async () => {
  const [unit] = await units
  const bytes = { signature: fc.uint8Array({ maxLength: 400 }), message: fc.uint8Array({ maxLength: 64 }) }
  fc.assert(fc.property(fc.record(bytes), (credential) => !verifyCredential(unit.publicKey, credential)))
})
