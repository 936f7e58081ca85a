import { join, sha256, utf8 } from './bytes.js'

// Nobody is given a credential for an open link: in place of a key's id its group's own is bound into each envelope.

/** @param {string} unitId */
export const openKeyId = (unitId) => sha256(utf8(`open link ${unitId}`))

/** The spent mark. @param {Uint8Array} message */
export const openMark = (message) => sha256(join(utf8('open link '), message))
