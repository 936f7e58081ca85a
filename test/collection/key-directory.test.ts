import { createPublicKey, randomUUID } from 'node:crypto'
import t from 'tap'
import { type CheckKeys, openCheckKeys } from '../../src/collection/check-keys.ts'
import { type DirectoryOf, keyIdOf, publishDirectory } from '../../src/collection/key-directory.ts'
import { publicKeyText } from '../../src/collection/keys-at-hand.ts'
import { type KeyDirectory, readDirectory } from '../../static/js/survey/directory.js'
import { readWords, wordsOf } from '../../static/js/survey/directory-words.js'
import { words } from '../../static/js/survey/words.js'

const [north, south] = [randomUUID(), randomUUID()].sort() as [string, string]
const units = [
  { id: north, name: 'North', invited: 8 },
  { id: south, name: 'South and Key accounts', invited: 11 },
]
const directoryOf: DirectoryOf = { check: 'spring-round', contract: 'ab'.repeat(32), smallestGroup: 5, units }

const folder = openCheckKeys(t.testdir())
const made = folder.make(randomUUID(), [north, south])
async function someKeys(): Promise<CheckKeys> {
  const answer = await made
  if (answer.outcome !== 'made') throw new Error('No keys were made.')
  return answer.keys
}

const keyOf = async (unitId = north) => publicKeyText(await someKeys(), unitId)
const linkTo = async (known: readonly string[], key?: string) => ({
  check: 'spring-round',
  key: key ?? (await keyOf()),
  words: known.join('-'),
})

t.test('a browser trusts what its link told of, and the key of its group that a page gave it', async (t) => {
  const keys = await someKeys()
  const published = await publishDirectory(directoryOf, keys)
  for (const [unitId, name] of [
    [north, 'North'],
    [south, 'South and Key accounts'],
  ] as const) {
    const read = await readDirectory(published.text, await linkTo(published.words, await keyOf(unitId)))
    if (read.outcome !== 'trusted') throw new Error(`Refused: ${read.reason}`)
    t.match(read.unit, { name })
    t.same(Buffer.from(read.directory.sealKey, 'base64url'), keys.sealKey().publicBytes)
    t.equal(read.key, await keyOf(unitId))
    t.same(Buffer.from(read.keyId), keyIdOf(createPublicKey(keys.unitKey(unitId) ?? '')))
  }
})

t.test('a browser refuses a key that the directory does not list, however it is given', async (t) => {
  const { text, words: known } = await publishDirectory(directoryOf, await someKeys())
  const foreign = await folder.make(randomUUID(), [north, south])
  if (foreign.outcome !== 'made') throw new Error('No keys were made.')
  const own = await keyOf()
  const refused = { outcome: 'refused', reason: 'unknown-unit' }
  for (const key of [publicKeyText(foreign.keys, north), '', 'no key', own.slice(0, -4), `${own}AAAA`])
    t.same(await readDirectory(text, await linkTo(known, key)), refused, key)
  const { units } = JSON.parse(text) as KeyDirectory
  const place = units.findIndex(({ name }) => name === 'South and Key accounts')
  t.same(await readDirectory(text, { ...(await linkTo(known)), place }), refused, 'of another group')
  const { key: _, ...keyless } = await linkTo(known)
  t.match(await readDirectory(text, { ...keyless, place }), { unit: { name: 'South and Key accounts' } })
  t.same(await readDirectory(text, { ...keyless, place: 2 }), refused)
})

t.test('a browser refuses a directory that leaves open which keys are meant', async (t) => {
  const { text } = await publishDirectory(directoryOf, await someKeys())
  for (const version of [1, 2])
    for (const unit of [{}, { id: null }, { id: north }, { id: '' }, { keys: 'any' }]) {
      const listed = { ...unit, name: 'North', invited: 8 }
      const vague = JSON.stringify({ ...JSON.parse(text), version, units: [listed] })
      const link = await linkTo(await wordsOf(await hashOf(vague)))
      t.match(await readDirectory(vague, link), { reason: 'unknown-unit' }, JSON.stringify(listed))
    }
})

t.test('a directory of a check that was opened by version 1 goes on working', async (t) => {
  const keys = await someKeys()
  const text = JSON.stringify({
    ...{ version: 1, check: 'spring-round', contract: 'ab'.repeat(32), smallestGroup: 5, sealKey: 'A' },
    units: await Promise.all(units.map(async (unit) => ({ ...unit, key: await keyOf(unit.id) }))),
  })
  const known = await wordsOf(await hashOf(text))
  const keyId = Uint8Array.from(keyIdOf(createPublicKey(keys.unitKey(south) ?? '')))
  const key = await keyOf(south)
  const trusted = { outcome: 'trusted', unit: { name: 'South and Key accounts' }, key, keyId, words: known }
  t.match(await readDirectory(text, await linkTo(known, key)), trusted, 'by the key that a page gives')
  const kept = { check: 'spring-round', words: known.join('-'), place: 1 }
  t.match(await readDirectory(text, kept), trusted, 'by what was kept on a device before')
  const foreign = await folder.make(randomUUID(), [south])
  if (foreign.outcome !== 'made') throw new Error('No keys were made.')
  const other = await linkTo(known, publicKeyText(foreign.keys, south))
  t.same(await readDirectory(text, other), { outcome: 'refused', reason: 'unknown-unit' })
})

t.test('the same check has the same text and words, in whatever order its units come', async (t) => {
  const keys = await someKeys()
  const one = await publishDirectory(directoryOf, keys)
  const other = await publishDirectory({ ...directoryOf, units: units.toReversed() }, keys)
  t.equal(other.text, one.text)
  t.same(other.words, one.words)
})

t.test(
  'a browser refuses a directory in which a key, a name, a number or the contract was changed',
  async (t) => {
    const keys = await someKeys()
    const { text, words: known } = await publishDirectory(directoryOf, keys)
    const foreign = await folder.make(randomUUID(), [north, south])
    if (foreign.outcome !== 'made') throw new Error('No keys were made.')
    const altered = [
      (await publishDirectory(directoryOf, foreign.keys)).text,
      text.replace('"North"', '"Nord"'),
      text.replace('"invited":8', '"invited":9'),
      text.replace('abab', 'abac'),
      `${text} `,
    ]
    for (const one of altered) {
      t.not(one, text)
      t.same(await readDirectory(one, await linkTo(known)), { outcome: 'refused', reason: 'other-directory' })
    }
  },
)

t.test('a browser refuses a group that is smaller than promised, even with the right words', async (t) => {
  const { text } = await publishDirectory(directoryOf, await someKeys())
  const tooSmall = [
    text.replace('"invited":8', '"invited":4'),
    text.replace('"smallestGroup":5', '"smallestGroup":10'),
    text.replace('"smallestGroup":5', '"smallestGroup":1').replace('"invited":8', '"invited":1'),
    text.replace('"invited":8', '"invited":null'),
  ]
  for (const one of tooSmall) {
    const link = await linkTo(await wordsOf(await hashOf(one)))
    t.same(await readDirectory(one, link), { outcome: 'refused', reason: 'small-unit' })
  }
})

t.test('a browser refuses a directory of another check', async (t) => {
  const { text, words: known } = await publishDirectory(directoryOf, await someKeys())
  const elsewhere = await readDirectory(text, { ...(await linkTo(known)), check: 'autumn-round' })
  t.same(elsewhere, { outcome: 'refused', reason: 'other-check' })
})

t.test('publishes no unit without a key or under the smallest size', async (t) => {
  const keys = await someKeys()
  const small = { ...directoryOf, units: [{ id: north, name: 'North', invited: 4 }] }
  await t.rejects(publishDirectory(small, keys), /too few/)
  const unknown = { ...directoryOf, units: [{ id: randomUUID(), name: 'West', invited: 8 }] }
  await t.rejects(publishDirectory(unknown, keys), /no key/)
})

t.test('words stay what they were', async (t) => {
  t.same(await wordsOf(new Uint8Array(32)), ['lap', 'pulse', 'urban', 'taste', 'climb', 'imprint'])
})

t.test('words are read from a link whatever stands between them', async (t) => {
  t.same(readWords('Anchor-basil.COFFEE'), ['anchor', 'basil', 'coffee'])
  t.same(readWords(''), [])
})

t.test('has 2,048 plain words, no two of which one slip could mix up', async (t) => {
  t.equal(new Set(words).size, 2048)
  t.ok(words.every((word) => /^[a-z]{3,8}$/.test(word)))
  const known = new Set(words)
  const mixed = words.filter((word) => oneSlipFrom(word).some((slip) => known.has(slip)))
  t.same(mixed, [])
})

// A letter changed, left out or added.
function oneSlipFrom(word: string): readonly string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz', '']
  const places = Array.from({ length: word.length + 1 }, (_, at) => at)
  const slips = places.flatMap((at) =>
    letters.flatMap((letter) => [
      word.slice(0, at) + letter + word.slice(at + 1),
      word.slice(0, at) + letter + word.slice(at),
    ]),
  )
  return slips.filter((slip) => slip !== word)
}

async function hashOf(text: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', Buffer.from(text)))
}
