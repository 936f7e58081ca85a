import type { Browser, Page } from 'playwright-core'

export type Sheet = { readonly page: Page; discard(): void }

/**
 * An empty page in a context of its own for each print, so that nothing of one report is left for the next: no script
 * runs in it and no request leaves it. One more is laid out while nobody waits, which is a tenth of a print.
 */
export function layOutSheets(browser: Browser) {
  let ahead: Promise<Sheet> | null = null
  return {
    take: async (): Promise<Sheet> => {
      const next = ahead
      ahead = null
      return (await next?.catch(() => null)) ?? layOut(browser)
    },
    layOutNext: (): void => {
      ahead ??= layOut(browser)
      // Whoever takes it lays out another; a browser that ended has no use for one.
      ahead.catch(() => undefined)
    },
  }
}

async function layOut(browser: Browser): Promise<Sheet> {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true })
  await context.route('**/*', (route) => route.abort())
  const page = await context.newPage()
  // Not waited for: what dies may not answer.
  return { page, discard: () => void context.close().catch(() => undefined) }
}
