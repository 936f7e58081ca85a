import { fromText, sha256, toText, utf8 } from './bytes.js'
import { readWords, wordsOf } from './directory-words.js'

const smallestEver = 5

/**
 * `id` is that of the group's key: the SHA-256 of its SPKI. Version 1 held the keys, under ids that are not used.
 * @typedef {{ id: string, name: string, invited: number, key?: string }} DirectoryUnit
 * @typedef {{ version: 1 | 2, check: string, contract: string, smallestGroup: number, sealKey: string, units: DirectoryUnit[], open?: { id: string, name: string } }} KeyDirectory
 * @typedef {{ outcome: 'trusted', directory: KeyDirectory, words: readonly string[] }} Trusted
 * @typedef {{ outcome: 'refused', reason: 'other-directory' | 'other-check' | 'small-unit' | 'unknown-unit' }} Refused
 */

/**
 * The group by its key, as a page handed it out, or by its place in the directory; with both they must agree. Without a
 * key none is told. `words` is empty when nobody gave any.
 * @typedef {{ check: string, words: string, key?: string, place?: number }} Link
 */

/**
 * Trusts a key only when the directory lists it and has the words of the link, and no group is smaller than promised:
 * then everybody with these words was given the same keys.
 * @param {string} text the directory exactly as it was served
 * @param {Link} link
 * @returns {Promise<Trusted & { unit: DirectoryUnit, key: string, keyId: Uint8Array } | Refused>}
 */
export async function readDirectory(text, { key, place, ...link }) {
  const trusted = await trustDirectory(text, link)
  if (trusted.outcome === 'refused') return trusted
  const { units } = trusted.directory
  const id = key === undefined ? units[place ?? -1]?.id : await idOf(key)
  const at = place ?? units.findIndex((unit) => unit.id === id)
  const unit = units[at]
  if (unit === undefined || unit.id !== id) return refuse('unknown-unit')
  return { ...trusted, unit, key: unit.key ?? key ?? '', keyId: fromText(unit.id) }
}

/**
 * The same without a group.
 * @param {string} text
 * @param {{ check: string, words: string }} link
 * @returns {Promise<Trusted | Refused>}
 */
export async function trustDirectory(text, { check, words }) {
  const own = await wordsOf(await sha256(utf8(text)))
  if (words !== '' && own.join() !== readWords(words).join()) return refuse('other-directory')
  /** @type {KeyDirectory} */
  const directory = JSON.parse(text)
  if (directory.check !== check) return refuse('other-check')
  const smallest = Math.max(smallestEver, directory.smallestGroup)
  if (!directory.units.every(({ invited }) => invited >= smallest)) return refuse('small-unit')
  if (directory.version === 1) for (const unit of directory.units) unit.id = await idOf(unit.key ?? '')
  return { outcome: 'trusted', directory, words: own }
}

/**
 * @param {Refused['reason']} reason
 * @returns {Refused}
 */
function refuse(reason) {
  return { outcome: 'refused', reason }
}

/** '' for what is no key. @param {string} key */
async function idOf(key) {
  try {
    return toText(await sha256(fromText(key)))
  } catch {
    return ''
  }
}
