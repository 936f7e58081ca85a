import { inflateRawSync } from 'node:zlib'

export type Archive =
  | { readonly outcome: 'opened'; readonly names: readonly string[]; read(name: string): string | null }
  | { readonly outcome: 'refused'; readonly reason: 'damaged' | 'too-large' }

const entrySignature = 0x02014b50
const endSignature = 0x06054b50
const unpackedMegabytes = 300

type Entry = {
  readonly method: number
  readonly offset: number
  readonly packed: number
  readonly size: number
}

/**
 * The files in a ZIP archive (PKWARE APPNOTE 4.3). Nothing is unpacked further than the size it declares, and all
 * together no further than 300 MB: libraries that unpack first and check later can be made to fill the memory.
 */
export function openArchive(bytes: Buffer): Archive {
  const entries = readDirectory(bytes)
  if (entries === null) return { outcome: 'refused', reason: 'damaged' }
  const unpacked = [...entries.values()].reduce((sum, entry) => sum + entry.size, 0)
  if (unpacked > unpackedMegabytes * 1_048_576) return { outcome: 'refused', reason: 'too-large' }
  return {
    outcome: 'opened',
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name)
      return entry === undefined
        ? null
        : unpack(bytes, entry)
            .toString('utf8')
            .replace(/^\uFEFF/, '')
    },
  }
}

function readDirectory(bytes: Buffer): Map<string, Entry> | null {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endSignature) return null
  const entries = new Map<string, Entry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entrySignature) return null
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes
      .toString('utf8', at + 46, at + 46 + nameLength)
      .replace(/^\/+|\\/g, (mark) => (mark === '\\' ? '/' : ''))
    entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** Throws where the archive lies about itself: the reader of the workbook calls that damaged. */
function unpack(bytes: Buffer, { method, offset, packed, size }: Entry): Buffer {
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const content = bytes.subarray(start, start + packed)
  if (method === 0 && content.length === size) return content
  if (method === 8) return inflateRawSync(content, { maxOutputLength: Math.max(1, size) })
  throw new Error('The archive cannot be unpacked.')
}
