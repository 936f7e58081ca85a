import { deflateSync } from 'node:zlib'

type Placed = { readonly number: number; readonly bytes: Buffer }
type Written = { readonly objects: readonly Placed[]; readonly head: Buffer; readonly trailer: string }

/** Readers take a whole stream to find one object in it. */
const mostInOne = 200

/**
 * The same PDF with its tags in compressed object streams (PDF 1.5). The browser writes each tag as a plain object
 * of a hundred bytes and finds it again by twenty more, which is half of a report. What is not written like that stays.
 */
export function packTags(pdf: Buffer): Buffer {
  const written = read(pdf)
  if (written === null) return pdf
  const tags = written.objects.filter(isTag)
  if (tags.length === 0) return pdf
  return write(written, tags)
}

function read(pdf: Buffer): Written | null {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString('latin1', pdf.length - 64))?.[1])
  const table = /^xref\n0 \d+\n((?:\d{10} \d{5} [nf] \n)+)trailer\n<<(.*)>>\nstartxref/s.exec(
    pdf.toString('latin1', start),
  )
  if (table === null) return null
  const entries = (table[1] ?? '').trimEnd().split('\n')
  const places = entries
    .map((entry, number) => ({ number, from: Number(entry.slice(0, 10)), isUsed: entry[17] === 'n' }))
    .filter(({ isUsed }) => isUsed)
    .sort((a, b) => a.from - b.from)
  const objects = places.map(({ number, from }, at) => ({
    number,
    bytes: pdf.subarray(from, places[at + 1]?.from ?? start),
  }))
  return { objects, head: pdf.subarray(0, places[0]?.from ?? start), trailer: table[2] ?? '' }
}

function isTag({ number, bytes }: Placed): boolean {
  return bytes.toString('latin1', 0, 40).startsWith(`${number} 0 obj\n<</Type /StructElem\n`)
}

function write({ objects, head, trailer }: Written, tags: readonly Placed[]): Buffer {
  const first = 1 + Math.max(...objects.map(({ number }) => number))
  const packed = new Set(tags)
  const streams = Array.from({ length: Math.ceil(tags.length / mostInOne) }, (_, at) =>
    objectStream(first + at, tags.slice(at * mostInOne, (at + 1) * mostInOne)),
  )
  const kept = [...objects.filter((object) => !packed.has(object)), ...streams]
  const last = first + streams.length
  const entries = new Map<number, readonly [number, number, number]>()
  for (const [at, { number }] of tags.entries())
    entries.set(number, [2, first + Math.floor(at / mostInOne), at % mostInOne])
  let offset = head.length
  for (const { number, bytes } of kept) {
    entries.set(number, [1, offset, 0])
    offset += bytes.length
  }
  entries.set(last, [1, offset, 0])
  const version = Buffer.from('%PDF-1.5')
  return Buffer.concat([
    version,
    head.subarray(version.length),
    ...kept.map(({ bytes }) => bytes),
    crossReferences(last, entries, trailer),
    Buffer.from(`startxref\n${offset}\n%%EOF\n`),
  ])
}

function objectStream(number: number, tags: readonly Placed[]): Placed {
  const bodies = tags.map(({ bytes }) =>
    bytes.toString('latin1').replace(/^\d+ 0 obj\n(.*)endobj\s*$/s, '$1'),
  )
  let from = 0
  const places = tags.map((tag, at) => {
    const place = `${tag.number} ${from}`
    from += bodies[at]?.length ?? 0
    return place
  })
  const index = `${places.join(' ')}\n`
  const content = Buffer.from(index + bodies.join(''), 'latin1')
  const named = `/Type /ObjStm /N ${tags.length} /First ${index.length}`
  return { number, bytes: stream(number, named, content) }
}

/** One row an object: 1, where it stands in the file; or 2, the stream it stands in and its place there. */
function crossReferences(
  number: number,
  entries: ReadonlyMap<number, readonly [number, number, number]>,
  trailer: string,
): Buffer {
  const rows = Buffer.alloc((number + 1) * 7)
  for (const [object, [kind, where, place]] of entries) {
    rows.writeUInt8(kind, object * 7)
    rows.writeUInt32BE(where, object * 7 + 1)
    rows.writeUInt16BE(place, object * 7 + 5)
  }
  const rest = trailer.replace(/\/Size \d+\n?/, '')
  return stream(number, `/Type /XRef /Size ${number + 1} /W [1 4 2] ${rest}`, rows)
}

function stream(number: number, named: string, content: Buffer): Buffer {
  const packed = deflateSync(content)
  return Buffer.concat([
    Buffer.from(
      `${number} 0 obj\n<<${named} /Filter /FlateDecode /Length ${packed.length}>> stream\n`,
      'latin1',
    ),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ])
}
