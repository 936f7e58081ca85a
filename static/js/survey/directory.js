import { fromText, utf8 } from './bytes.js'
import { readWords, wordsOf } from './directory-words.js'

const smallestEver = 5

/**
 * @typedef {{ id: string, name: string, invited: number, key: string }} DirectoryUnit
 * @typedef {{ version: 1, check: string, contract: string, smallestGroup: number, sealKey: string, units: readonly DirectoryUnit[], open?: { id: string, name: string } }} KeyDirectory
 * @typedef {{ outcome: 'trusted', directory: KeyDirectory, unit: DirectoryUnit, keyId: Uint8Array, words: readonly string[] }
 *   | Refused} ReadDirectory
 * @typedef {{ outcome: 'refused', reason: 'other-directory' | 'other-check' | 'small-unit' | 'unknown-unit' }} Refused
 */

/**
 * Trusts a directory only when its words are those of the link, and none of its groups is smaller than promised: then
 * everybody with these words was given the same keys.
 * @param {string} text the directory exactly as it was served
 * @param {{ check: string, unitId: string, words: string }} link
 * @returns {Promise<ReadDirectory>}
 */
export async function readDirectory(text, { unitId, ...link }) {
  const trusted = await trustDirectory(text, link)
  if (trusted.outcome === 'refused') return trusted
  const unit = trusted.directory.units.find(({ id }) => id === unitId)
  if (unit === undefined) return refuse('unknown-unit')
  return { ...trusted, unit, keyId: await sha256(fromText(unit.key)) }
}

/**
 * The same without a group.
 * @param {string} text
 * @param {{ check: string, words: string }} link
 * @returns {Promise<{ outcome: 'trusted', directory: KeyDirectory, words: readonly string[] } | Refused>}
 */
export async function trustDirectory(text, { check, words }) {
  const own = await wordsOf(await sha256(utf8(text)))
  if (own.join(' ') !== readWords(words).join(' ')) return refuse('other-directory')
  /** @type {KeyDirectory} */
  const directory = JSON.parse(text)
  if (directory.check !== check) return refuse('other-check')
  const smallest = Math.max(smallestEver, directory.smallestGroup)
  if (!directory.units.every(({ invited }) => invited >= smallest)) return refuse('small-unit')
  return { outcome: 'trusted', directory, words: own }
}

/**
 * @param {'other-directory' | 'other-check' | 'small-unit' | 'unknown-unit'} reason
 * @returns {Refused}
 */
function refuse(reason) {
  return { outcome: 'refused', reason }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
