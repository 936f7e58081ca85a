import { generateKeyPair, type KeyObject, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { makeUnitKey } from './blind-signature.ts'

export const sealFile = 'seal.p8'
export const veilFile = 'veil.key'
const unitName = /^unit-([0-9a-f-]{36})\.p8$/

/** Called after each key. */
export type NoteDrawn = () => Promise<void>

export function unitFile(unitId: string): string {
  return `unit-${unitId}.p8`
}

export function unitOfFile(file: string): string | null {
  return unitName.exec(file)?.[1] ?? null
}

/**
 * Writes a seal key, a veil key and a key for each unit aside and moves them into place together: a rival process sees
 * all of them or none, and whose came first stay. They are on the disk before this returns, or sealed answers could be
 * lost with the power. 50 to 300 ms a unit, two at a time; `noteDrawn` hears of each, and stops all by throwing.
 */
export async function drawKeyFiles(
  place: string,
  unitIds: readonly string[],
  noteDrawn: NoteDrawn,
): Promise<void> {
  if (existsSync(place)) return
  const aside = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString('hex')}`)
  await mkdir(aside, { recursive: true, mode: 0o700 })
  const sealPair = await promisify(generateKeyPair)('x25519')
  await write(join(aside, sealFile), pemOf(sealPair.privateKey))
  await write(join(aside, veilFile), randomBytes(32))
  await drawUnitKeys(aside, unitIds, noteDrawn)
  await sync(aside)
  await moveIntoPlace(aside, place)
  await sync(dirname(place))
}

/** Overwrites and removes what stands in place or was left aside by a process that died. */
export async function destroyKeyFiles(place: string): Promise<void> {
  const parent = dirname(place)
  if (!existsSync(parent)) return
  const names = (await readdir(parent)).filter(
    (name) => name === basename(place) || name.startsWith(`.${basename(place)}.`),
  )
  for (const name of names) await destroyFolder(join(parent, name))
  await sync(parent)
}

// Two at a time: more would keep the whole thread pool from files and names.
async function drawUnitKeys(folder: string, unitIds: readonly string[], noteDrawn: NoteDrawn): Promise<void> {
  const waiting = [...unitIds]
  const draw = async () => {
    for (let unitId = waiting.pop(); unitId !== undefined; unitId = waiting.pop()) {
      const { privateKey } = await makeUnitKey()
      await write(join(folder, unitFile(unitId)), pemOf(privateKey))
      await noteDrawn()
    }
  }
  const stopBoth = (error: unknown) => {
    waiting.length = 0
    throw error
  }
  // Both have ended before anybody clears up after them.
  const ends = await Promise.allSettled([draw().catch(stopBoth), draw().catch(stopBoth)])
  const failed = ends.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

async function moveIntoPlace(aside: string, place: string): Promise<void> {
  try {
    await rename(aside, place)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
    await destroyFolder(aside)
  }
}

// Two may close the same check at once: what one has removed is gone for the other, too.
async function destroyFolder(folder: string): Promise<void> {
  const names = await unlessGone(readdir(folder))
  for (const name of names ?? []) await unlessGone(destroyFile(join(folder, name)))
  await unlessGone(rm(folder, { recursive: true, force: true }))
}

// A copy-on-write disk may keep the old blocks all the same; then only encrypting the disk helps.
async function destroyFile(file: string): Promise<void> {
  const { size } = await stat(file)
  await overwrite(file, randomBytes(size))
  await rm(file)
}

async function unlessGone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function pemOf(privateKey: KeyObject): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  await handle.writeFile(content)
  await handle.sync()
  await handle.close()
}

async function overwrite(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(content, 0, content.length, 0)
  await handle.sync()
  await handle.close()
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
