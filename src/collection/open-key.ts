import { createHash } from 'node:crypto'

// Nobody is given a credential for an open link, so its group has no key that signs: only a name that is bound into
// each of its envelopes, and marks that no receipt of an invited person's answer can lead to.

/** In place of the id of a key: 32 bytes. The script makes the same (static/js/survey/open-key.js). */
export function openKeyIdOf(unitId: string): Buffer {
  return createHash('sha256').update(`open link ${unitId}`).digest()
}

/** The spent mark of a message that came by open link. */
export function openMarkOf(message: Uint8Array): Buffer {
  return createHash('sha256').update('open link ').update(message).digest()
}
