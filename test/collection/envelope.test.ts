import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { contextOf, openEnvelope, sealKeyFrom, unseal } from '../../src/collection/envelope.ts'
import { contentBytes, envelopeBytes, pad, unpad } from '../../static/js/survey/envelope-form.js'
import { seal, sealAnswers } from '../../static/js/survey/seal.js'
import { bytesOf, cutToRoom, textRoom } from '../../static/js/survey/text-room.js'
import { agree, agreeByLadder, multiply } from '../../static/js/survey/x25519.js'
import { fromHex, toHex } from './rfc-9474.ts'

const sealPair = sealKeyFrom(generateKeyPairSync('x25519').privateKey)
const publicText = Buffer.from(sealPair.publicBytes).toString('base64url')
const aPlace = () => ({ check: 'spring-round', keyId: randomBytes(32), mark: randomBytes(32) })

t.test('opens what a browser sealed, whatever the letters', async (t) => {
  const place = aPlace()
  const content = JSON.stringify({ named: ['Größere Kundennähe', '顧客', '🙂'], items: { S1: 4 } })
  const envelope = await sealAnswers(publicText, content, place)
  t.same(openEnvelope(sealPair, envelope, place), { outcome: 'opened', content })
})

t.test('refuses another check, another unit, another message or another seal key', async (t) => {
  const [place, other] = [aPlace(), aPlace()]
  const envelope = await sealAnswers(publicText, '{}', place)
  const wrong = [
    { ...place, check: 'autumn-round' },
    { ...place, keyId: other.keyId },
    { ...place, mark: other.mark },
    { ...place, keyId: place.mark, mark: place.keyId },
  ]
  for (const one of wrong)
    t.same(openEnvelope(sealPair, envelope, one), { outcome: 'refused', reason: 'seal' })
  const foreign = sealKeyFrom(generateKeyPairSync('x25519').privateKey)
  t.same(openEnvelope(foreign, envelope, place), { outcome: 'refused', reason: 'seal' })
})

t.test('refuses envelopes that were swapped between two people', async (t) => {
  const [one, other] = [aPlace(), aPlace()]
  const [first, second] = await Promise.all([
    sealAnswers(publicText, '{"S1":5}', one),
    sealAnswers(publicText, '{"S1":1}', other),
  ])
  t.equal(openEnvelope(sealPair, second, one).outcome, 'refused')
  t.equal(openEnvelope(sealPair, first, other).outcome, 'refused')
})

t.test('refuses an envelope with any byte changed, cut short or drawn out', async (t) => {
  const place = aPlace()
  const envelope = await sealAnswers(publicText, '{"S1":5}', place)
  const places = fc.integer({ min: 0, max: envelopeBytes - 1 })
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 127 }), (at, bits) => {
      const altered = Uint8Array.from(envelope, (byte, index) => (index === at ? byte ^ bits : byte))
      return openEnvelope(sealPair, altered, place).outcome === 'refused'
    }),
  )
  for (const length of [0, 31, 48, envelopeBytes - 1])
    t.same(openEnvelope(sealPair, envelope.subarray(0, length), place), {
      outcome: 'refused',
      reason: 'length',
    })
  const longer = Buffer.concat([envelope, Buffer.alloc(1)])
  t.same(openEnvelope(sealPair, longer, place), { outcome: 'refused', reason: 'length' })
})

t.test('every envelope has one length, and no two are alike', async () => {
  const seen = new Set<string>()
  const contents = fc.string({ unit: 'grapheme', maxLength: 900 })
  await fc.assert(
    fc.asyncProperty(contents, async (content) => {
      const place = { check: 'spring-round', keyId: new Uint8Array(32), mark: new Uint8Array(32) }
      const envelope = await sealAnswers(publicText, content, place)
      const isNew = !seen.has(toHex(envelope))
      seen.add(toHex(envelope))
      const opened = openEnvelope(sealPair, envelope, place)
      return (
        isNew &&
        envelope.length === envelopeBytes &&
        opened.outcome === 'opened' &&
        opened.content === content
      )
    }),
    { numRuns: 60 },
  )
})

t.test('a content of the full length fits and one byte more is refused', async (t) => {
  const place = aPlace()
  const envelope = await sealAnswers(publicText, 'x'.repeat(contentBytes), place)
  t.equal(envelope.length, envelopeBytes)
  await t.rejects(sealAnswers(publicText, 'x'.repeat(contentBytes + 1), place), RangeError)
})

t.test('refuses padding that carries something', async (t) => {
  const padded = pad(Buffer.from('answers'))
  if (padded === null) throw new Error('It should have fitted.')
  t.same(Buffer.from(unpad(padded) ?? []), Buffer.from('answers'))
  const marked = Uint8Array.from(padded, (byte, at) => (at === 4000 ? 1 : byte))
  t.equal(unpad(marked), null)
  t.equal(unpad(Uint8Array.of(255, 255)), null)
})

t.test('whatever is typed, texts cut to their room fit into the envelope with all ratings', async () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom('"', '\n', '\u0001', '語', '🙂', '\ud800'), fc.string()),
  })
  const long = fc.array(text, { maxLength: 1500 }).map((parts) => parts.join(''))
  const names = Array.from({ length: 40 }, (_, at) => `X${at}`)
  fc.assert(
    fc.property(fc.tuple(long, long, long), long, (named, obstacle) => {
      const sheet = {
        language: 'en-GB',
        items: Object.fromEntries(names.map((name) => [name, 'cantSay'])),
        lineOfSight: 'p3',
        estimates: Object.fromEntries(names.slice(0, 14).map((name) => [name, 100])),
        named: named.map((one) => cutToRoom(one, textRoom.priority)),
        obstacle: cutToRoom(obstacle, textRoom.obstacle),
      }
      return Buffer.byteLength(JSON.stringify(sheet)) <= contentBytes
    }),
    { numRuns: 40 },
  )
})

t.test('cuts between letters and keeps all that fits', async (t) => {
  t.equal(cutToRoom('🙂🙂🙂', 9), '🙂🙂')
  t.equal(cutToRoom('語語', 5), '語')
  t.equal(cutToRoom('a"b', 3), 'a"')
  t.equal(cutToRoom('plain', 5), 'plain')
  t.equal(bytesOf('ä\n'), 4)
})

// Made with another implementation of RFC 9180 (DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode).
const other = {
  privateKey: '896615161d5c4dab6be99bb69b180f22c86eb0ac1b8912e958ed5dd08813573b',
  publicKey: '5fd47633b5e43fca7bad1bfbe424feacb175d9d4d4a30f166dbd30636f0b446b',
  ephemeralPrivate: '56e510fd73bb1c7f571e840ce7808d7efaa38fd5b56736f257e221c431a1d7ee',
  ephemeralPublic: 'de8923a675d02180cdd7d0097ba404b9e1e2930d5665cba58d1765006361793b',
  sealed: '0e4d3cbb69c243a12740c2085ebd934a3ed8f73ecb8e2c8faec768bec2331e5cf2ab0fc65466f1717376',
}

t.test('seals and unseals as other implementations of RFC 9180 do', async (t) => {
  const text = (words: string) => Uint8Array.from(Buffer.from(words))
  const [info, data, plain] = [text('a purpose'), text('a place'), text('an answer that was made up')]
  const agreed = agreeByLadder(fromHex(other.publicKey), fromHex(other.ephemeralPrivate))
  const sealed = await seal(plain, { recipient: fromHex(other.publicKey), agreed, data, info })
  t.equal(toHex(sealed), other.ephemeralPublic + other.sealed)
  const inText = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')
  const key = { kty: 'OKP', crv: 'X25519', d: inText(other.privateKey), x: inText(other.publicKey) }
  const sealKey = sealKeyFrom(createPrivateKey({ format: 'jwk', key }))
  t.same(unseal(sealKey, sealed, { data, context: contextOf(info) }), Buffer.from(plain))
})

t.test('climbs the ladder as RFC 7748, 5.2 does', async (t) => {
  const scalar = fromHex('a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4')
  const point = fromHex('e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c')
  t.equal(toHex(multiply(scalar, point)), 'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552')
})

t.test('the ladder and the server agree on every secret', async () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(bytes, (scalar) => {
      const { ephemeral, secret } = agreeByLadder(sealPair.publicBytes, scalar)
      const key = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), ephemeral])
      const publicKey = createPublicKey({ key, format: 'der', type: 'spki' })
      return diffieHellman({ privateKey: sealPair.privateKey, publicKey }).equals(secret)
    }),
    { numRuns: 25 },
  )
})

t.test('a browser without X25519 seals all the same', async (t) => {
  const { generateKey } = crypto.subtle
  t.teardown(() => Object.assign(crypto.subtle, { generateKey }))
  Object.assign(crypto.subtle, {
    generateKey: () => Promise.reject(new DOMException('', 'NotSupportedError')),
  })
  const place = aPlace()
  const envelope = await sealAnswers(publicText, '{"S1":3}', place)
  t.same(openEnvelope(sealPair, envelope, place), { outcome: 'opened', content: '{"S1":3}' })
})

t.test('seals for no key whose secret everybody knows', async (t) => {
  await t.rejects(agree(new Uint8Array(32)), /cannot be used/)
})
