import { execFile } from 'node:child_process'
import { chmod, lstat, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type BrowserFiles = {
  readonly executable: string
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Unpacks the Chromium of the package once per version and user into a private temporary folder.
 * The package's own place, /tmp/chromium, is shared by all users and read while another process still writes it.
 */
export async function browserFiles(): Promise<BrowserFiles> {
  const folder = join(tmpdir(), `health-check-chromium-${await packageVersion()}-${userInfo().uid}`)
  if (!(await isOurs(folder))) await unpackInto(folder)
  return { executable: join(folder, 'chromium'), environment: environmentIn(folder) }
}

async function packageVersion(): Promise<string> {
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'))
  return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version
}

/** A folder that somebody else may write to would let them choose which program we start. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null)
  if (found === null) return false
  const isPrivate = found.isDirectory() && found.uid === userInfo().uid && (found.mode & 0o022) === 0
  if (!isPrivate) throw new Error('The folder for the PDF browser exists and belongs to someone else.')
  return true
}

async function unpackInto(folder: string): Promise<void> {
  const staging = await mkdtemp(`${folder}-`)
  try {
    await unpack(staging)
    await writeFile(join(staging, 'fonts.conf'), fontConfiguration(join(folder, 'fonts')))
    await rename(staging, folder).catch(async (cause: unknown) => {
      if (!(await isOurs(folder))) throw cause
    })
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

async function unpack(staging: string): Promise<void> {
  await chmod(staging, 0o700)
  const script = fileURLToPath(new URL('unpack-browser.ts', import.meta.url))
  // Named as if on Lambda, so that the package also unpacks the libraries that a bare Debian lacks.
  const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
  await run(process.execPath, [script], { env, timeout: 120_000 })
}

function fontConfiguration(fonts: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${fonts}</dir>
  <cachedir>${fonts}-cache</cachedir>
</fontconfig>
`
}

function environmentIn(folder: string): Record<string, string> {
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf'), HOME: folder }
}
