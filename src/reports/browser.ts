import { access, constants } from 'node:fs/promises'
import { type Browser, chromium } from 'playwright-core'
import { browserFiles } from './browser-files.ts'

export type BrowserOptions = {
  /** A Chromium of the machine's own; without it the one from npm is unpacked. */
  readonly executablePath?: string | undefined
  /** Further switches, e.g. to map a test's host name. */
  readonly switches?: readonly string[] | undefined
}

const switches = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
]

/** Starts a headless Chromium with a profile of its own that is removed on close; as root or not. */
export async function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const files = options.executablePath === undefined ? await browserFiles() : null
  const executablePath = files?.executable ?? options.executablePath ?? ''
  // A launch that fails leaves its profile behind, so what can be known before is asked before.
  await access(executablePath, constants.X_OK)
  return chromium.launch({
    executablePath,
    args: [...switches, ...(options.switches ?? [])],
    chromiumSandbox: false,
    env: { ...definedOnly(process.env), ...files?.environment },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
