import { fromInteger, toInteger } from './bytes.js'

// 256 bits of the message, 1 for who was asked as a leader (leaders too few for a group of their own stand in another),
// 13 of the group's place in the directory, 10 to notice slips: 56 letters.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const letterCount = 56
const placeBits = 13n
// A prime: every single wrong letter shows, and every swap of two that stand side by side in the content.
const checkPrime = 1021n
const checkBits = 10n

/**
 * A receipt to write down or to keep in a file: fourteen blocks of four.
 * @param {{ message: Uint8Array, unitPlace: number, leads: boolean }} receipt
 */
export function writeReceipt({ message, unitPlace, leads }) {
  const head = (toInteger(message) << 1n) | (leads ? 1n : 0n)
  const content = (head << placeBits) | BigInt(unitPlace)
  let rest = (content << checkBits) | (content % checkPrime)
  let text = ''
  for (let at = 0; at < letterCount; at += 1) {
    text = `${letters[Number(rest & 31n)]}${at > 0 && at % 4 === 0 ? '-' : ''}${text}`
    rest >>= 5n
  }
  return text
}

/**
 * As typed, whatever its case, spaces and lookalikes; null when it is no receipt.
 * @param {string} typed
 * @returns {{ message: Uint8Array<ArrayBuffer>, unitPlace: number, leads: boolean } | null}
 */
export function readReceipt(typed) {
  const meant = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  const digits = Array.from(meant, (letter) => letters.indexOf(letter))
  if (digits.length !== letterCount || digits.includes(-1)) return null
  const whole = digits.reduce((sum, digit) => (sum << 5n) | BigInt(digit), 0n)
  const content = whole >> checkBits
  if (content % checkPrime !== (whole & (2n ** checkBits - 1n))) return null
  const head = content >> placeBits
  return {
    message: fromInteger(head >> 1n, 32),
    unitPlace: Number(content & (2n ** placeBits - 1n)),
    leads: (head & 1n) === 1n,
  }
}
