import iconv from 'iconv-lite'

/**
 * The text of a file whose encoding nobody tells: by its mark, else by the zero bytes of UTF-16, else UTF-8 if it
 * is valid, else Windows-1252 and its rivals. Statistical guessing was worse on short files.
 */
export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return iconv.decode(buffer, encodingOf(buffer)).replace(/^\uFEFF/, '')
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be'
  const sample = bytes.subarray(0, 2000)
  if (zeroShare(sample, 1) > 0.3) return 'utf16le'
  if (zeroShare(sample, 0) > 0.3) return 'utf16be'
  return isUtf8(bytes) ? 'utf8' : oneByteEncoding(bytes)
}

// Excel on a Mac and some older payroll systems; Windows-1252 comes first and so wins a tie.
const oneByte = ['win1252', 'iso-8859-15', 'macintosh'] as const

/** The one in whose reading the fewest words hold what no word holds: "MŸller", "Stra§e", "¼uvré". */
function oneByteEncoding(bytes: Buffer): string {
  const sample = bytes.subarray(0, 200_000)
  const read = oneByte.map((encoding) => ({ encoding, odd: countOdd(iconv.decode(sample, encoding)) }))
  return read.sort((a, b) => a.odd - b.odd)[0]?.encoding ?? 'win1252'
}

function countOdd(text: string): number {
  return text.match(odd)?.length ?? 0
}

const odd =
  /\p{Ll}(?=[À-ÖØ-ÞŒŠŽŸ])|\p{L}(?=[ƒ¤¦§¨´¸¼-¾†‡‰¢£¥©±¬¶÷×])|[¤¦¨´¸¼-¾ƒ†‡‰¢£¥§±¬¶](?=\p{L})|[\u0080-\u009F]/gu

function zeroShare(bytes: Buffer, offset: 0 | 1): number {
  let zeros = 0
  for (let at = offset; at < bytes.length; at += 2) if (bytes[at] === 0) zeros++
  return zeros / Math.max(1, bytes.length / 2)
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
