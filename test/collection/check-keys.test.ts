import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { signBlinded } from '../../src/collection/blind-signature.ts'
import { type CheckKeyFolder, type CheckKeys, openCheckKeys } from '../../src/collection/check-keys.ts'

function aFolder(t: Test): string {
  return t.testdir()
}

async function made(folder: CheckKeyFolder, checkId: string, unitIds: readonly string[]): Promise<CheckKeys> {
  const answer = await folder.make(checkId, unitIds)
  if (answer.outcome !== 'made') throw new Error(`Refused: ${answer.reason}`)
  return answer.keys
}

const someUnits = (count: number) => Array.from({ length: count }, () => randomUUID())
const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())

t.test('makes a key for every unit, a seal key and a veil key, readable by the owner alone', async (t) => {
  const folder = aFolder(t)
  const [checkId, units] = [randomUUID(), someUnits(3)]
  const keys = await made(openCheckKeys(folder), checkId, units)
  t.same([...keys.unitIds].sort(), [...units].sort())
  for (const unitId of units) t.equal(keys.unitKey(unitId)?.asymmetricKeyDetails?.modulusLength, 2048)
  t.equal(keys.unitKey(randomUUID()), null)
  t.equal(keys.sealKey().privateKey.asymmetricKeyType, 'x25519')
  t.equal(keys.veilKey().length, 32)
  const files = filesBelow(folder)
  t.equal(files.length, 5)
  for (const file of files) t.equal(statSync(join(file.parentPath, file.name)).mode & 0o777, 0o600)
  t.equal(statSync(join(folder, 'checks', checkId)).mode & 0o777, 0o700)
})

t.test('another process finds the same keys', async (t) => {
  const folder = aFolder(t)
  const [checkId, units] = [randomUUID(), someUnits(1)]
  const keys = await made(openCheckKeys(folder), checkId, units)
  const elsewhere = openCheckKeys(folder).keysOf(checkId)
  const blinded = Buffer.concat([Buffer.alloc(1), Buffer.alloc(255, 7)])
  const [unitId = ''] = units
  const signatures = [keys, elsewhere].map((one) => {
    const key = one?.unitKey(unitId)
    return key ? signBlinded(key, blinded) : null
  })
  t.equal(signatures[0]?.outcome, 'signed')
  t.same(signatures[0], signatures[1])
  t.same(elsewhere?.sealKey().publicBytes, keys.sealKey().publicBytes)
  t.same(elsewhere?.veilKey(), keys.veilKey())
})

t.test('two processes that open one check at once end up with one set of keys', async (t) => {
  const folder = aFolder(t)
  const [checkId, units] = [randomUUID(), someUnits(2)]
  const [one, other] = await Promise.all([
    made(openCheckKeys(folder), checkId, units),
    made(openCheckKeys(folder), checkId, units),
  ])
  t.same(one.sealKey().publicBytes, other.sealKey().publicBytes)
  t.equal(filesBelow(folder).length, 4, 'and nothing is left aside')
})

t.test('keeps the keys that stand there when it is asked again, and refuses other units', async (t) => {
  const folder = openCheckKeys(aFolder(t))
  const [checkId, units] = [randomUUID(), someUnits(1)]
  const first = await made(folder, checkId, units)
  const again = await made(folder, checkId, units)
  t.same(again.sealKey().publicBytes, first.sealKey().publicBytes)
  t.same(await folder.make(checkId, someUnits(1)), { outcome: 'refused', reason: 'other-units' })
})

t.test('tells when a key is missing', async (t) => {
  const place = aFolder(t)
  const folder = openCheckKeys(place)
  const [checkId, units] = [randomUUID(), someUnits(2)]
  t.notOk(folder.areThere(checkId, units))
  t.equal(folder.keysOf(checkId), null)
  await made(folder, checkId, units)
  t.ok(folder.areThere(checkId, units))
  t.notOk(folder.areThere(checkId, [...units, randomUUID()]))
  rmSync(join(place, 'checks', checkId, 'seal.p8'))
  t.notOk(folder.areThere(checkId, units))
})

t.test('destroys all of it for every process, and can be asked twice', async (t) => {
  const place = aFolder(t)
  const [folder, elsewhere] = [openCheckKeys(place), openCheckKeys(place)]
  const [checkId, otherId, units] = [randomUUID(), randomUUID(), someUnits(1)]
  await made(folder, checkId, units)
  await made(folder, otherId, units)
  t.ok(elsewhere.keysOf(checkId))
  await folder.destroy(checkId)
  await folder.destroy(checkId)
  t.equal(folder.keysOf(checkId), null)
  t.equal(elsewhere.keysOf(checkId), null)
  t.ok(folder.areThere(otherId, units), 'another check keeps its own')
  t.ok(filesBelow(place).every((file) => file.parentPath.endsWith(otherId)))
})

t.test('another process that remembers keys takes those that were drawn in their place', async (t) => {
  const place = aFolder(t)
  const [folder, elsewhere] = [openCheckKeys(place), openCheckKeys(place)]
  const [checkId, first, second] = [randomUUID(), someUnits(1), someUnits(1)]
  await made(elsewhere, checkId, first)
  await folder.destroy(checkId)
  await made(folder, checkId, second)
  t.same(elsewhere.keysOf(checkId)?.unitIds, second)
})

t.test('tells of each key, and stops when it is told to', async (t) => {
  const place = aFolder(t)
  const folder = openCheckKeys(place)
  const [checkId, units] = [randomUUID(), someUnits(8)]
  let drawn = 0
  const noteDrawn = async () => {
    drawn += 1
    if (drawn >= 2) throw new Error('Enough.')
  }
  await t.rejects(folder.make(checkId, units, noteDrawn), /Enough/)
  t.ok(drawn <= 3, `${drawn} were drawn: both stop`)
  t.equal(folder.keysOf(checkId), null)
  await folder.destroy(checkId)
  t.same(filesBelow(place), [])
  drawn = -8
  await folder.make(checkId, units, noteDrawn)
  t.equal(drawn, 0)
})

t.test('is destroyed by several at once', async (t) => {
  const place = aFolder(t)
  const [checkId, units] = [randomUUID(), someUnits(2)]
  for (let round = 0; round < 5; round += 1) {
    const folder = openCheckKeys(place)
    await made(folder, checkId, units)
    await Promise.all(Array.from({ length: 6 }, () => openCheckKeys(place).destroy(checkId)))
    t.same(filesBelow(place), [])
  }
})

t.test('destroys what a process that died left aside', async (t) => {
  const place = aFolder(t)
  const checkId = randomUUID()
  const aside = join(place, 'checks', `.${checkId}.0a1b2c`)
  mkdirSync(aside, { recursive: true })
  writeFileSync(join(aside, 'seal.p8'), 'half a key')
  await openCheckKeys(place).destroy(checkId)
  t.same(filesBelow(place), [])
})

t.test('overwrites a key before it removes it', async (t) => {
  const place = aFolder(t)
  const folder = openCheckKeys(place)
  const [checkId, units] = [randomUUID(), someUnits(1)]
  await made(folder, checkId, units)
  const file = join(place, 'checks', checkId, 'veil.key')
  const before = readFileSync(file)
  // A second name of the same file shows what is left of it.
  const kept = join(place, 'kept')
  linkSync(file, kept)
  await folder.destroy(checkId)
  t.equal(readFileSync(kept).length, before.length)
  t.notSame(readFileSync(kept), before)
})

t.test('takes no name that could lead out of the folder', async (t) => {
  const folder = openCheckKeys(aFolder(t))
  t.throws(() => folder.keysOf('../link.key'))
  await t.rejects(folder.make(randomUUID(), ['../unit']))
})
