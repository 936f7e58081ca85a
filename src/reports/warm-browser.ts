import type { Browser } from 'playwright-core'

export type WarmBrowser = {
  /** The browser that runs; a new one when none does. */
  take(): Promise<Browser>
  /** Whoever saw a browser die says so: for a moment it still counts as connected. */
  letGo(dead: Browser): void
  close(): Promise<void>
}

/** Starts its browser when it is first taken and keeps it; one that died is started anew. */
export function keepBrowser(launch: () => Promise<Browser>): WarmBrowser {
  const dead = new WeakSet<Browser>()
  let running: Promise<Browser> | null = null
  let isClosed = false

  // Only the one that failed: another print may have started the next one meanwhile.
  const forget = (failed: Promise<Browser>) => {
    if (running === failed) running = null
  }

  const take = async (): Promise<Browser> => {
    // A job that is still at work while the process stops would else leave a browser behind.
    if (isClosed) throw new Error('The press is closed.')
    running ??= launch()
    const starting = running
    const started = await starting.catch((cause: unknown) => {
      forget(starting)
      throw new Error('The browser that prints PDFs did not start.', { cause })
    })
    if (started.isConnected() && !dead.has(started)) return started
    forget(starting)
    return take()
  }

  return {
    take,
    letGo: (browser) => {
      dead.add(browser)
      // Not waited for: what dies may not answer.
      browser.close().catch(() => undefined)
    },
    close: async () => {
      isClosed = true
      const last = running
      running = null
      await (await last?.catch(() => null))?.close()
    },
  }
}
