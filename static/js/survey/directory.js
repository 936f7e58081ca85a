import { fromText, utf8 } from './bytes.js'
import { readWords, wordsOf } from './directory-words.js'

const smallestEver = 5

/**
 * @typedef {{ id: string, name: string, invited: number, key: string }} DirectoryUnit
 * @typedef {{ version: 1, check: string, contract: string, smallestGroup: number, sealKey: string, units: readonly DirectoryUnit[] }} KeyDirectory
 * @typedef {{ outcome: 'trusted', directory: KeyDirectory, unit: DirectoryUnit, keyId: Uint8Array, words: readonly string[] }
 *   | { outcome: 'refused', reason: 'other-directory' | 'other-check' | 'small-unit' | 'unknown-unit' }} ReadDirectory
 */

/**
 * Trusts a directory only when its words are those of the link, and none of its groups is smaller than promised: then
 * everybody with these words was given the same keys.
 * @param {string} text the directory exactly as it was served
 * @param {{ check: string, unitId: string, words: string }} link
 * @returns {Promise<ReadDirectory>}
 */
export async function readDirectory(text, { check, unitId, words }) {
  const own = await wordsOf(await sha256(utf8(text)))
  if (own.join(' ') !== readWords(words).join(' ')) return refuse('other-directory')
  /** @type {KeyDirectory} */
  const directory = JSON.parse(text)
  if (directory.check !== check) return refuse('other-check')
  const smallest = Math.max(smallestEver, directory.smallestGroup)
  if (!directory.units.every(({ invited }) => invited >= smallest)) return refuse('small-unit')
  const unit = directory.units.find(({ id }) => id === unitId)
  if (unit === undefined) return refuse('unknown-unit')
  return { outcome: 'trusted', directory, unit, keyId: await sha256(fromText(unit.key)), words: own }
}

/**
 * @param {'other-directory' | 'other-check' | 'small-unit' | 'unknown-unit'} reason
 * @returns {ReadDirectory}
 */
function refuse(reason) {
  return { outcome: 'refused', reason }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
