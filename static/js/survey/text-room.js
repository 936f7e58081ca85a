import { utf8 } from './bytes.js'

// An envelope has one size, so texts are limited by the bytes they take in it, not by their letters.

/** Bytes for each text, as JSON writes it; together they leave over 1,000 for everything else. */
export const textRoom = { priority: 320, obstacle: 1800 }

/** What a text takes in an envelope. @param {string} text */
export function bytesOf(text) {
  return utf8(JSON.stringify(text)).length - 2
}

/** As much of a text as fits, no letter cut in two. @param {string} text @param {number} room */
export function cutToRoom(text, room) {
  if (bytesOf(text) <= room) return text
  let kept = ''
  let taken = 0
  for (const letter of text) {
    taken += bytesOf(letter)
    if (taken > room) return kept
    kept += letter
  }
  return kept
}
