import { createHmac, type KeyObject } from 'node:crypto'

// Which unit an envelope belongs to must be known at the close and by nobody who reads the database before. So it is
// stored under a pad that only the key folder can make. Whoever flips bits in it gets an envelope that does not open.

/** A unit's id as 16 bytes that say nothing without the veil key. `mark` is the spent mark: each pad is used once. */
export function veilUnit(veilKey: KeyObject, mark: Uint8Array, unitId: string): Buffer {
  return padded(veilKey, mark, Buffer.from(unitId.replaceAll('-', ''), 'hex'))
}

export function unveilUnit(veilKey: KeyObject, mark: Uint8Array, veiled: Uint8Array): string {
  const hex = padded(veilKey, mark, veiled).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function padded(veilKey: KeyObject, mark: Uint8Array, bytes: Uint8Array): Buffer {
  const pad = createHmac('sha256', veilKey).update(mark).digest()
  return Buffer.from(bytes.map((byte, at) => byte ^ (pad[at] ?? 0)))
}
