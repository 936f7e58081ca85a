import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import type { Scope } from '../database/scope.ts'
import {
  addTexts,
  addWaiting,
  deleteWaiting,
  keepTexts,
  openTextRoom,
  readWaiting,
  type UnsealedText,
} from './text-queries.ts'

/** Texts between the opening of their envelopes and the last step of the close. */
export type WaitingTexts = {
  add(texts: readonly UnsealedText[]): Promise<void>
  /** In the one transaction: each where it is kept, in random order, and none left here. */
  keep(trx: Scope, fewest: number): Promise<void>
}

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/**
 * They wait in the database, because a million do not fit into memory, but under a key that only this process has: what
 * a killed close leaves behind can be read by nobody, and the next one starts anew.
 */
export function openWaitingTexts(scope: Scope, checkId: string): WaitingTexts {
  const key = randomBytes(32)
  const place = { checkId, closingId: randomUUID() }
  const added: string[] = []
  return {
    add: async (texts) => {
      if (texts.length === 0) return
      const id = randomUUID()
      await addWaiting(scope, place, { id, sealed: sealTexts(key, texts) })
      added.push(id)
    },
    keep: async (trx, fewest) => {
      await openTextRoom(trx)
      for (const id of added) await addTexts(trx, openTexts(key, await readWaiting(trx, place, id)))
      await keepTexts(trx, checkId, fewest)
      await deleteWaiting(trx, checkId)
    },
  }
}

function sealTexts(key: Buffer, texts: readonly UnsealedText[]): Buffer {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, key, nonce)
  const sealed = Buffer.concat([sealing.update(JSON.stringify(texts), 'utf8'), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed])
}

function openTexts(key: Buffer, sealed: Buffer): readonly UnsealedText[] {
  const opening = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
  opening.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  const texts = Buffer.concat([opening.update(sealed.subarray(nonceBytes + tagBytes)), opening.final()])
  return JSON.parse(texts.toString('utf8')) as readonly UnsealedText[]
}
