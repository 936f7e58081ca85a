import { askServer, readServer } from './ask-server.js'
import { random, toText, utf8 } from './bytes.js'
import { trustDirectory } from './directory.js'
import { wordsOf } from './directory-words.js'
import { openKeyId, openMark, sha256 } from './open-key.js'
import { sealAnswers } from './seal.js'
import { insist } from './send.js'

/** @typedef {import('./ask-server.js').Answer} Answer */
/** @typedef {import('./keep.js').Kept} Kept */
/** @typedef {{ kept: Kept, save: () => void, form: HTMLFormElement, tell: import('./send.js').Tell }} Given */

/**
 * Whom answers by open link are sealed for. `words` is empty when nobody gave any.
 * @typedef {{ publicId: string, openId: string, unitId: string, words: string, isKiosk: boolean }} Opening
 */

/**
 * The directory, trusted only if it is the one that the words name; null when there is no connection.
 * @param {Opening} opening
 */
export async function openDirectory(opening) {
  const answer = await readServer(`/i/${opening.publicId}/directory`)
  return answer === null || answer.status !== 200 ? null : trust(answer.text, opening)
}

/**
 * Seals and sends. No credential: nobody was given one. Nothing is kept on the device, and there is no receipt. null
 * when the server cannot be trusted with them.
 * @param {Opening} opening
 * @param {Given} given
 * @returns {Promise<Answer | null>}
 */
export async function sendOpen(opening, { kept, form, tell }) {
  const { publicId, openId, unitId, isKiosk: kiosk } = opening
  const served = await insist(() => readServer(`/i/${publicId}/directory`), form, tell)
  if (served.status !== 200) return served
  const read = await trust(served.text, opening)
  if (read.outcome !== 'trusted') return null
  const message = random(32)
  const { language, answers } = kept
  const envelope = await sealAnswers(
    read.directory.sealKey,
    JSON.stringify({ language, leader: 'no', answers }),
    { check: publicId, keyId: await openKeyId(unitId), mark: await openMark(message) },
  )
  const json = { m: toText(message), envelope: toText(envelope), kiosk }
  return insist(() => askServer(`/o/${openId}/submit`, { json }), form, tell)
}

/**
 * @param {string} text
 * @param {Opening} opening
 * @returns {Promise<import('./directory.js').Refused | { outcome: 'trusted', directory: import('./directory.js').KeyDirectory, words: readonly string[] }>}
 */
async function trust(text, { publicId, unitId, words }) {
  const own = words === '' ? (await wordsOf(await sha256(utf8(text)))).join('-') : words
  const read = await trustDirectory(text, { check: publicId, words: own })
  if (read.outcome === 'trusted' && unitId !== '' && read.directory.open?.id !== unitId)
    return { outcome: 'refused', reason: 'unknown-unit' }
  return read
}
