import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import t from 'tap'
import { launchBrowser } from '../../src/reports/browser.ts'
import { packTags } from '../../src/reports/pack-tags.ts'

const browser = await launchBrowser()
t.teardown(() => browser.close())

async function asPrinted(html: string): Promise<Buffer> {
  const page = await browser.newPage()
  await page.setContent(`<!doctype html><html lang="en"><head><title>Ä (report)</title></head><body>${html}`)
  return page.pdf({ tagged: true, outline: true })
}

const rows = Array.from(
  { length: 300 },
  (_, row) => `<tr><th scope="row">Team ${row}</th><td>${row} of 300</td></tr>`,
)
const table = `<h1>Teams</h1><p>A <a href="#last">link</a></p><img alt="Łódź) \\ (" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="9" height="9">
  <table><thead><tr><th scope="col">Team</th><th scope="col">Answered</th></tr></thead><tbody>${rows.join('')}</tbody></table><h2 id="last">End</h2>`

t.test('a packed PDF says the same, tag by tag, in less than half the room', async (t) => {
  const printed = await asPrinted(table)
  const packed = packTags(printed)
  t.ok(packed.length < printed.length / 2, `${packed.length} of ${printed.length} bytes`)
  t.same(await readAll(packed), await readAll(printed))
  t.match(packed.toString('latin1', 0, 8), '%PDF-1.5')
  t.notMatch(packed.toString('latin1'), '/Type /StructElem')
})

t.test('every object is found where the file says it stands', async (t) => {
  const text = packTags(await asPrinted(table)).toString('latin1')
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
  t.match(text.slice(start), /^\d+ 0 obj\n<<\/Type \/XRef /)
  const { numPages } = await getDocument({
    data: new Uint8Array(Buffer.from(text, 'latin1')),
    stopAtErrors: true,
    verbosity: 0,
  }).promise
  t.ok(numPages > 3)
})

t.test('what is not as the browser writes it stays as it is', async (t) => {
  const packed = packTags(await asPrinted(table))
  t.equal(packTags(packed), packed, 'what is packed already')
  const odd = Buffer.from('%PDF-1.4\nno table\n')
  t.equal(packTags(odd), odd)
})

async function readAll(pdf: Buffer): Promise<unknown> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1)
  const pages = await Promise.all(
    numbers.map(async (number) => {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      const texts = items.map((item) => ('str' in item ? item.str : ''))
      return { tags: await page.getStructTree(), texts, links: await page.getAnnotations() }
    }),
  )
  return { pages, outline: await document.getOutline(), marks: await document.getMarkInfo() }
}
