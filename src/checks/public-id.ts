import type { Random } from '../web/dependencies.ts'

// People type it from a printed card: small letters and digits without lookalikes.
const alphabet = 'abcdefghjkmnpqrstvwxyz23456789'
const length = 12

/** The check's name in links and on cards, 12 characters, 58 bits: it is no secret, but cannot be guessed either. */
export function drawPublicId(random: Random): string {
  return Array.from(
    random
      .bytes(length * 2)
      .toString('hex')
      .matchAll(/.{4}/g),
    ([bytes]) => {
      return alphabet[Number.parseInt(bytes, 16) % alphabet.length]
    },
  ).join('')
}
