import { brotliCompressSync, gzipSync } from 'node:zlib'
import { aPlace, workIn } from './place.ts'
import { anOpenCheck, anOwner, type OpenCheck } from './prepare-check.ts'
import { startProgram } from './program.ts'
import { atMost, informed, type Row, titled } from './score.ts'

type File = {
  readonly path: string
  readonly kind: 'page' | 'script' | 'style' | 'font' | 'other'
  readonly body: Buffer
}

/** All that a respondent's phone loads from the link to the thanks page, once each. */
export async function benchWeight(): Promise<readonly Row[]> {
  const place = await aPlace('pglite')
  const check = await workIn(place, async (deps) =>
    anOpenCheck(deps, await anOwner(deps), { invited: 50, mode: 'trial' }),
  )
  const server = await startProgram('ours', place)
  const files = await loadAll(`http://127.0.0.1:${server.port}`, check)
  await server.stop()
  const kilobytes = (shrink: (body: Buffer) => number, kinds: readonly File['kind'][]) =>
    files.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { body }) => sum + shrink(body), 0) / 1000
  const brotli = (body: Buffer) => brotliCompressSync(body).length
  const all = ['page', 'script', 'style', 'font', 'other'] as const
  return [
    titled('Page weight for respondents'),
    atMost(`all ${files.length} files, brotli`, kilobytes(brotli, all), 100, 'kB'),
    atMost(
      'all files, gzip',
      kilobytes((body) => gzipSync(body).length, all),
      100,
      'kB',
    ),
    atMost('script, brotli', kilobytes(brotli, ['script']), 20, 'kB'),
    informed('landing page and form, brotli', kilobytes(brotli, ['page']), 'kB'),
    informed('style and fonts, brotli', kilobytes(brotli, ['style', 'font']), 'kB'),
    informed(
      'all files as this server sends them',
      kilobytes((body) => body.length, all),
      'kB',
    ),
  ]
}

async function loadAll(url: string, { publicId, staffTokens }: OpenCheck): Promise<readonly File[]> {
  const landing = await load(`${url}/i/${publicId}`, 'page')
  const body = new URLSearchParams({ token: staffTokens[0] ?? '' })
  const form = await load(`${url}/i/${publicId}/form`, 'page', { method: 'POST', body })
  const files = new Map([landing, form].map((file) => [file.path, file]))
  const waiting = [landing, form].flatMap(namedIn)
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue
    const file = await load(path, kindOf(path))
    files.set(path, file)
    waiting.push(...namedIn(file))
  }
  return [...files.values()]
}

async function load(path: string, kind: File['kind'], request: RequestInit = {}): Promise<File> {
  const answer = await fetch(path, request)
  if (!answer.ok) throw new Error(`${new URL(path).pathname} gave ${answer.status}.`)
  return { path, kind, body: Buffer.from(await answer.arrayBuffer()) }
}

const references = {
  page: /<(?:script|link|img)\b[^>]*?\b(?:src|href)="([^"]+)"/g,
  script: /\b(?:from|import)\s*\(?['"](\.[^'"]+)['"]/g,
  style: /url\(["']?(?!data:)([^"')]+)["']?\)|@import ["']([^"']+)["']/g,
}

/** What a file makes the browser load; type annotations in comments name files, too, but load none. */
function namedIn({ path, kind, body }: File): string[] {
  if (kind !== 'page' && kind !== 'script' && kind !== 'style') return []
  const text = kind === 'page' ? body.toString() : body.toString().replaceAll(/\/\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(references[kind])].map((found) => new URL(found[1] ?? found[2] ?? '', path).href)
}

function kindOf(path: string): File['kind'] {
  if (path.endsWith('.js')) return 'script'
  if (path.endsWith('.css')) return 'style'
  return path.endsWith('.woff2') ? 'font' : 'other'
}
