import { askServer, loadDirectory } from './ask-server.js'
import { finishBlinding, makeBlinding } from './blind-signature.js'
import { fromText, sha256, toText } from './bytes.js'
import { readDirectory } from './directory.js'
import { sealAnswers } from './seal.js'
import { insist } from './send.js'

/** @typedef {import('./ask-server.js').Answer} Answer */
/** @typedef {import('./send.js').Tell} Tell */
/** @typedef {import('./keep.js').Kept} Kept */

/**
 * Whom answers are sealed for: the group by its key as in `readDirectory`.
 * @typedef {{ publicId: string, words: string, key?: string, place?: number }} Link
 */

/**
 * What is sealed: `receipt` is the message, when answers that have arrived are replaced; then nobody needs a key.
 * @typedef {Link & { credential: Record<string, string>, receipt: Uint8Array<ArrayBuffer> | null }} Sealing
 */

/**
 * The directory, trusted only if it is the one that the words name; null when there is no connection.
 * @param {Link} link
 */
export async function openDirectory({ publicId: check, ...link }) {
  const answer = await loadDirectory(check)
  return answer?.status === 200 ? readDirectory(answer.text, { check, ...link }) : null
}

/**
 * Sends answers that cannot be linked; each step is kept before it is taken, so that it can be taken again. null when
 * the server cannot be trusted with them.
 * @param {Sealing} sealing
 * @param {{ kept: Kept, save: () => void, form: HTMLFormElement, tell: Tell }} given
 * @returns {Promise<Answer | null>}
 */
export async function sendSealed(sealing, { kept, save, form, tell }) {
  const { publicId, words } = sealing
  const place = `/i/${publicId}`
  const served = await insist(() => loadDirectory(publicId), form, tell)
  if (served.status !== 200) return served
  const read = await readDirectory(served.text, { check: publicId, ...sealing })
  if (read.outcome !== 'trusted') return null
  const { directory, unit, key } = read
  if (sealing.receipt !== null) {
    const envelope = await sealFor(sealing, read, { message: sealing.receipt, kept })
    const json = { m: toText(sealing.receipt), envelope }
    return insist(() => askServer(`${place}/receipt`, { json }), form, tell)
  }
  kept.sealed ??= {
    blinding: await makeBlinding(key),
    key,
    place: directory.units.indexOf(unit),
    words,
    ready: null,
  }
  const { sealed } = kept
  save()
  if (sealed.ready === null) {
    const json = { ...sealing.credential, blinded: sealed.blinding.blinded }
    const issued = await insist(() => askServer(`${place}/issue`, { json }), form, tell)
    if (issued.status !== 200) return issued
    const signed = await finishBlinding(key, sealed.blinding, JSON.parse(issued.text).signature)
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
