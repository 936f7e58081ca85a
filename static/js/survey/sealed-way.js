import { askServer, readServer } from './ask-server.js'
import { finishBlinding, makeBlinding } from './blind-signature.js'
import { fromText, toText, utf8 } from './bytes.js'
import { readDirectory } from './directory.js'
import { wordsOf } from './directory-words.js'
import { sealAnswers } from './seal.js'
import { insist } from './send.js'

/** @typedef {import('./ask-server.js').Answer} Answer */
/** @typedef {import('./send.js').Tell} Tell */
/** @typedef {import('./keep.js').Kept} Kept */

/**
 * What is sealed, and for whom. `words` is empty when nobody gave any.
 * @typedef {object} Sealing
 * @property {string} publicId
 * @property {string} unitId
 * @property {string} words
 * @property {Record<string, string>} credential
 * @property {Uint8Array<ArrayBuffer> | null} receipt the message, when answers that have arrived are replaced
 */

/**
 * The directory, trusted only if it is the one that the words name; null when there is no connection.
 * @param {Link} link
 */
export async function openDirectory(link) {
  const answer = await readServer(`/i/${link.publicId}/directory`)
  return answer === null || answer.status !== 200 ? null : trust(answer.text, link)
}

/**
 * The group by its id, or by its place in the directory as in a receipt.
 * @typedef {{ publicId: string, words: string, unitId: string, place?: number }} Link
 */

/**
 * @param {string} text
 * @param {Link} link
 */
async function trust(text, { publicId, words, place, ...link }) {
  const own = words === '' ? (await wordsOf(await sha256(utf8(text)))).join('-') : words
  const unitId = place === undefined ? link.unitId : (JSON.parse(text).units[place]?.id ?? '')
  return readDirectory(text, { check: publicId, unitId, words: own })
}

/**
 * Sends answers that cannot be linked; each step is kept before it is taken, so that it can be taken again. null when
 * the server cannot be trusted with them.
 * @param {Sealing} sealing
 * @param {{ kept: Kept, save: () => void, form: HTMLFormElement, tell: Tell }} given
 * @returns {Promise<Answer | null>}
 */
export async function sendSealed(sealing, { kept, save, form, tell }) {
  const place = `/i/${sealing.publicId}`
  const served = await insist(() => readServer(`${place}/directory`), form, tell)
  if (served.status !== 200) return served
  const read = await trust(served.text, sealing)
  if (read.outcome !== 'trusted') return null
  const { directory, unit } = read
  if (sealing.receipt !== null) {
    const envelope = await sealFor(sealing, read, { message: sealing.receipt, kept })
    const json = { m: toText(sealing.receipt), envelope }
    return insist(() => askServer(`${place}/receipt`, { json }), form, tell)
  }
  kept.sealed ??= {
    blinding: await makeBlinding(unit.key),
    unitId: unit.id,
    place: directory.units.indexOf(unit),
    words: sealing.words,
    ready: null,
  }
  const { sealed } = kept
  save()
  if (sealed.ready === null) {
    const json = { ...sealing.credential, blinded: sealed.blinding.blinded }
    const issued = await insist(() => askServer(`${place}/issue`, { json }), form, tell)
    if (issued.status !== 200) return issued
    const signed = await finishBlinding(unit.key, sealed.blinding, JSON.parse(issued.text).signature)
    if (signed === null) return null
    const envelope = await sealFor(sealing, read, { message: fromText(signed.message), kept })
    sealed.ready = { m: signed.message, signature: signed.signature, envelope }
    save()
  }
  const { ready } = sealed
  return insist(() => askServer(`${place}/submit`, { json: ready }), form, tell)
}

/**
 * @param {Sealing} sealing
 * @param {{ directory: import('./directory.js').KeyDirectory, keyId: Uint8Array }} read
 * @param {{ message: Uint8Array<ArrayBuffer>, kept: Kept }} what
 */
async function sealFor({ publicId }, { directory, keyId }, { message, kept }) {
  const { language, leader, answers } = kept
  const content = JSON.stringify({ language, leader, answers })
  const mark = await sha256(message)
  return toText(await sealAnswers(directory.sealKey, content, { check: publicId, keyId, mark }))
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
