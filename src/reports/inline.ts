import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Reads what a page calls `/assets/<path>`. */
export type ReadAsset = (path: string) => Promise<Buffer>

const link = /<link rel="stylesheet" href="\/assets\/([\w./-]+)">\s*/g

/** The page with its styles and fonts inside, so that it can be printed or kept without any request. */
export async function inlineReport(html: string, readAsset: ReadAsset = readOwnAsset): Promise<string> {
  const paths = [...html.matchAll(link)].map((found) => found[1] ?? '')
  const letters = new Set(Array.from(html, (letter) => letter.codePointAt(0) ?? 0))
  const printed = paths.map((path) => (path === 'css/fonts.css' ? 'css/fonts-print.css' : path))
  const sheets = await Promise.all(printed.map((path) => inlineSheet(path, letters, readAsset)))
  const style = `<style>\n${sheets.join('\n').replaceAll('</', '<\\/')}</style>\n`
  let isFirst = true
  return html.replace(link, () => {
    if (!isFirst) return ''
    isFirst = false
    return style
  })
}

async function inlineSheet(
  path: string,
  letters: ReadonlySet<number>,
  readAsset: ReadAsset,
): Promise<string> {
  const css = (await readAsset(path)).toString('utf8')
  const used = css.replace(/@font-face\s*\{[^}]*\}\s*/g, (face) => (needsFace(face, letters) ? face : ''))
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const urls = [...new Set([...used.matchAll(/url\("([^")]+)"\)/g)].map((found) => found[1] ?? ''))]
  const data = new Map(
    await Promise.all(urls.map(async (url) => [url, await dataOf(folder + url, readAsset)] as const)),
  )
  return used.replace(/url\("([^")]+)"\)/g, (_whole, url: string) => `url("${data.get(url)}")`)
}

/** Most reports need no letter beyond Latin-1: what is not needed is not carried. */
function needsFace(face: string, letters: ReadonlySet<number>): boolean {
  const range = /unicode-range:([^;}]+)/.exec(face)?.[1]
  if (range === undefined) return true
  const spans = [...range.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)]
  return spans.some(([, from = '0', to = from]) => {
    for (const letter of letters) {
      if (letter >= Number.parseInt(from, 16) && letter <= Number.parseInt(to, 16)) return true
    }
    return false
  })
}

async function dataOf(path: string, readAsset: ReadAsset): Promise<string> {
  const resolved = new URL(path, 'asset:///').pathname.slice(1)
  return `data:font/woff2;base64,${(await readAsset(resolved)).toString('base64')}`
}

const { resolve } = createRequire(import.meta.url)

async function readOwnAsset(path: string): Promise<Buffer> {
  const font = /^print-fonts\/([\w-]+)\/([\w.-]+\.woff2)$/.exec(path)
  if (font) return readFile(resolve(`@fontsource/${font[1]}/files/${font[2]}`))
  return readFile(fileURLToPath(new URL(`../../static/${path}`, import.meta.url)))
}
