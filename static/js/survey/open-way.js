import { askServer, loadDirectory } from './ask-server.js'
import { random, toText } from './bytes.js'
import { trustDirectory } from './directory.js'
import { openKeyId, openMark } from './open-key.js'
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
  const answer = await loadDirectory(opening.publicId)
  return answer?.status === 200 ? trust(answer.text, opening) : null
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
  const served = await insist(() => loadDirectory(publicId), form, tell)
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
 * @returns {ReturnType<typeof trustDirectory>}
 */
async function trust(text, { publicId, unitId, words }) {
  const read = await trustDirectory(text, { check: publicId, words })
  const isOther = read.outcome === 'trusted' && unitId !== '' && read.directory.open?.id !== unitId
  return isOther ? { outcome: 'refused', reason: 'unknown-unit' } : read
}
