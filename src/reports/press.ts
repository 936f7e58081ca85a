import type { Browser, Page } from 'playwright-core'
import { layOutSheets } from './blank-sheets.ts'
import { launchBrowser } from './browser.ts'
import { packTags } from './pack-tags.ts'
import { keepBrowser } from './warm-browser.ts'

export const papers = ['A4', 'Letter'] as const
export type Paper = (typeof papers)[number]

export type PrintOptions = {
  readonly paper: Paper
  /** What stands in the margins of every page but the cover. */
  readonly running: {
    readonly start: string
    readonly centre: string
    readonly end: string
    readonly foot: string
  }
  /** Parts of the page, by their ids, whose sheets say their own name at the end of the head instead. */
  readonly sections?: readonly { readonly ids: readonly string[]; readonly name: string }[]
  /** "Page 3 of 12" as its pieces around the two numbers. */
  readonly pageNumber: { readonly before: string; readonly between: string; readonly after: string }
}

export type Press = {
  /** A tagged PDF with bookmarks of a page that carries all it needs: no request leaves, no script runs. */
  print(html: string, options: PrintOptions): Promise<Buffer>
  close(): Promise<void>
}

export type PressOptions = {
  readonly executablePath?: string | undefined
  readonly timeoutMs?: number | undefined
  readonly launch?: (() => Promise<Browser>) | undefined
}

/** Keeps its browser warm; a print that met a dying one is tried once more with the next. */
export function openPress(options: PressOptions = {}): Press {
  const timeoutMs = options.timeoutMs ?? 30_000
  const browser = keepBrowser(
    options.launch ?? (() => launchBrowser({ executablePath: options.executablePath })),
  )

  const sheetsOf = new WeakMap<Browser, ReturnType<typeof layOutSheets>>()

  const attempt = (used: Browser, html: string): Promise<Buffer> =>
    whileItRuns(used, async () => {
      const sheets = sheetsOf.get(used) ?? layOutSheets(used)
      sheetsOf.set(used, sheets)
      const { page, discard } = await sheets.take()
      try {
        return await withTimeout(printIn(page, html), timeoutMs)
      } finally {
        discard()
        sheets.layOutNext()
      }
    })

  return {
    print: async (html, printOptions) => {
      const page = withMargins(html, printOptions)
      const used = await browser.take()
      return attempt(used, page).catch(async (cause: unknown) => {
        // A dying browser fails in many words and counts as connected to the end, so any failure but lateness is its own.
        if (cause instanceof LatePrint) throw cause
        browser.letGo(used)
        return attempt(await browser.take(), page)
      })
    },
    close: () => browser.close(),
  }
}

/** What is asked of a browser that ends may never be answered. */
function whileItRuns<T>(browser: Browser, work: () => Promise<T>): Promise<T> {
  const { promise: gone, reject } = Promise.withResolvers<never>()
  const end = () => reject(new Error('The browser ended while it printed.'))
  browser.once('disconnected', end)
  const done = work()
  done.catch(() => undefined)
  return Promise.race([done, gone]).finally(() => browser.off('disconnected', end))
}

class LatePrint extends Error {
  override name = 'LatePrint'
}

async function printIn(page: Page, html: string): Promise<Buffer> {
  await page.setContent(html, { waitUntil: 'load' })
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  return packTags(
    await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true }),
  )
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new LatePrint(`Printing took longer than ${timeoutMs} ms.`)), timeoutMs)
  })
  work.catch(() => undefined)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const rooms = { A4: '244mm', Letter: '226mm' } as const satisfies Record<Paper, string>

/** Hands the texts of the margins to report.css as custom properties. */
function withMargins(html: string, { paper, running, pageNumber, sections = [] }: PrintOptions): string {
  const properties = {
    '--running-start': cssString(running.start),
    '--running-centre': cssString(running.centre),
    '--running-end': cssString(running.end),
    '--running-foot': cssString(running.foot),
    '--page-before': cssString(pageNumber.before),
    '--page-between': cssString(pageNumber.between),
    '--page-after': cssString(pageNumber.after),
    '--page-room': rooms[paper],
  }
  const declarations = Object.entries(properties).map(([name, value]) => `${name}: ${value};`)
  const named = sections.map(({ ids, name }) => {
    const parts = ids.map((id) => `#${id}`).join(', ')
    return `${parts} { page: ${ids[0]}; } @page ${ids[0]} { @top-right { content: ${cssString(name)}; } }`
  })
  const style = `<style>:root { ${declarations.join(' ')} } @page { size: ${paper}; } ${named.join(' ')}</style>`
  return html.replace('</head>', () => `${style}</head>`)
}

const cssString = (text: string) =>
  `"${text.replace(/[\\"<\n\r\f]/g, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`
