// Run as a process of its own by browser.ts: the package unpacks into TMPDIR and reads its environment on import.
import chromium from '@sparticuz/chromium'

await chromium.executablePath()
