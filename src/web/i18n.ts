import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import type { Message } from '../domain/message.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** A made-up language that wraps every text in ⟦⟧: what stands outside the brackets on a page is hard-wired. */
export const pseudoLocale = 'en-XA'
const fallback = 'en'
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])

export type Translator = {
  readonly locales: readonly string[]
  has(key: string): boolean
  /** Throws on an unknown key: that is a bug, and the catalogue test finds it. */
  say(locale: string, text: Message): string
  /** The best of our languages for an Accept-Language header or a list of tags. */
  choose(wanted: string | undefined): string
}

export type Values = NonNullable<Message['values']>

/** Reads every src/<feature>/messages.<locale>.json; the folder's name stands before the key. */
export function readCatalogue(): Translator {
  const catalogue = new Map<string, string>()
  for (const file of globSync('**/messages.*.json', { cwd: root })) addFile(catalogue, file)
  return translatorOf(catalogue)
}

function addFile(catalogue: Map<string, string>, file: string): void {
  const locale = basename(file).split('.')[1] ?? fallback
  const entries = JSON.parse(readFileSync(`${root}/${file}`, 'utf8')) as Record<string, string>
  for (const [key, text] of Object.entries(entries)) {
    catalogue.set(`${locale}:${basename(dirname(file))}.${key}`, text)
  }
}

function translatorOf(catalogue: ReadonlyMap<string, string>): Translator {
  const formats = new Map<string, IntlMessageFormat>()
  const locales = [...new Set([...catalogue.keys()].map((key) => key.slice(0, key.indexOf(':'))))]
  const formatOf = (locale: string, key: string): IntlMessageFormat => {
    const id = `${locale}:${key}`
    const known = formats.get(id)
    if (known !== undefined) return known
    const text = catalogue.get(id) ?? catalogue.get(`${fallback}:${key}`)
    if (text === undefined) throw new Error(`The catalogue has no text for "${key}".`)
    const made = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
    formats.set(id, made)
    return made
  }
  const say = (locale: string, text: Message): string => {
    const language = locale === pseudoLocale ? fallback : locale
    const values = Object.entries(text.values ?? {}).map(([name, value]) => [
      name,
      typeof value === 'object' ? say(locale, value) : value,
    ])
    const said = String(formatOf(language, text.key).format(Object.fromEntries(values)))
    return locale === pseudoLocale ? `⟦${said}⟧` : said
  }
  return {
    locales,
    has: (key) => catalogue.has(`${fallback}:${key}`),
    say,
    choose: (wanted) => chooseLocale(locales, wanted),
  }
}

function chooseLocale(locales: readonly string[], wanted: string | undefined): string {
  const tags = (wanted ?? '').split(',').map((tag) => tag.split(';')[0]?.trim() ?? '')
  for (const tag of tags) {
    if (tag === pseudoLocale) return tag
    const language = tag.toLowerCase().split('-')[0] ?? ''
    if (locales.includes(language)) return language
  }
  return fallback
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return rightToLeft.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr'
}
