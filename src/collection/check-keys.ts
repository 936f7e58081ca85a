import { createPrivateKey, type KeyObject } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type SealKey, sealKeyFrom } from './envelope.ts'
import {
  destroyKeyFiles,
  drawKeyFiles,
  type NoteDrawn,
  sealFile,
  unitFile,
  unitOfFile,
  veilFile,
} from './key-files.ts'

/** The secrets of one open check. `unitKey` is null for a unit that has none. */
export type CheckKeys = {
  readonly unitIds: readonly string[]
  unitKey(unitId: string): KeyObject | null
  sealKey(): SealKey
  /** 32 bytes that hide which unit an envelope belongs to. */
  veilKey(): Buffer
}

export type Made =
  | { readonly outcome: 'made'; readonly keys: CheckKeys }
  | { readonly outcome: 'refused'; readonly reason: 'other-units' }

/** `checkId` and `unitIds` are the ids of the database. */
export type CheckKeyFolder = {
  /** Makes all keys of a check, or finds those that stand there: all of them or none, whoever else makes them. */
  make(checkId: string, unitIds: readonly string[], noteDrawn?: NoteDrawn): Promise<Made>
  /** null when there are none, or none any more. */
  keysOf(checkId: string): CheckKeys | null
  areThere(checkId: string, unitIds: readonly string[]): boolean
  /** The checks that have keys. */
  list(): readonly string[]
  /** Overwrites and removes; can be repeated after a crash. */
  destroy(checkId: string): Promise<void>
}

/** The keys of checks in `folder` (KEY_DIR), one folder a check, shared by all processes and never in the database. */
export function openCheckKeys(folder: string): CheckKeyFolder {
  const checks = join(folder, 'checks')
  const known = new Map<string, { readonly keys: CheckKeys; readonly madeAt: number }>()
  const placeOf = (checkId: string) => join(checks, asId(checkId))

  // Another process may have destroyed them or drawn others, so what is remembered counts only while the folder stands.
  const keysOf = (checkId: string): CheckKeys | null => {
    const place = placeOf(checkId)
    const madeAt = statSync(place, { throwIfNoEntry: false })?.mtimeMs
    const remembered = known.get(checkId)
    if (remembered?.madeAt === madeAt) return remembered?.keys ?? null
    known.delete(checkId)
    if (madeAt === undefined) return null
    const keys = readKeys(place)
    known.set(checkId, { keys, madeAt })
    return keys
  }

  return {
    make: async (checkId, unitIds, noteDrawn = async () => {}) => {
      await drawKeyFiles(placeOf(checkId), unitIds.map(asId), noteDrawn)
      const keys = keysOf(checkId)
      if (keys === null) throw new Error('Keys that were just made cannot be found.')
      if (!areSame(keys.unitIds, unitIds)) return { outcome: 'refused', reason: 'other-units' }
      return { outcome: 'made', keys }
    },
    keysOf,
    areThere: (checkId, unitIds) => {
      const files = filesIn(placeOf(checkId))
      return [sealFile, veilFile, ...unitIds.map(unitFile)].every((file) => files.includes(file))
    },
    list: () => filesIn(checks).filter(isId),
    destroy: async (checkId) => {
      known.delete(checkId)
      await destroyKeyFiles(placeOf(checkId))
    },
  }
}

// Each key is parsed when it is first needed: a check may have thousands of units.
function readKeys(place: string): CheckKeys {
  const unitIds = filesIn(place).flatMap((file) => unitOfFile(file) ?? [])
  const parsed = new Map<string, KeyObject>()
  const keyIn = (file: string): KeyObject => {
    const key = parsed.get(file) ?? createPrivateKey(readFileSync(join(place, file)))
    parsed.set(file, key)
    return key
  }
  let seal: SealKey | null = null
  return {
    unitIds,
    unitKey: (unitId) => (unitIds.includes(unitId) ? keyIn(unitFile(unitId)) : null),
    sealKey: () => {
      seal ??= sealKeyFrom(keyIn(sealFile))
      return seal
    },
    veilKey: () => readFileSync(join(place, veilFile)),
  }
}

function filesIn(place: string): readonly string[] {
  return existsSync(place) ? readdirSync(place) : []
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join()
}

const isId = (id: string) => /^[0-9a-f-]{36}$/.test(id)

function asId(id: string): string {
  if (!isId(id)) throw new Error('Keys are kept for ids of the database only.')
  return id
}
