import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Browser } from 'playwright-core'
import t from 'tap'
import { drawTree } from '../../src/charts/tree.ts'
import { launchBrowser } from '../../src/reports/browser.ts'
import { inlineReport } from '../../src/reports/inline.ts'
import { openPress, type PrintOptions } from '../../src/reports/press.ts'

const options: PrintOptions = {
  paper: 'A4',
  running: {
    start: 'Kestrel "Payments" \\ </style>',
    centre: 'Q4 2026',
    end: 'Version 1',
    foot: '147 of 173 answered',
  },
  pageNumber: { before: 'Page ', between: ' of ', after: '' },
}

const press = openPress()
t.teardown(() => press.close())

const report = (body: string) =>
  inlineReport(
    `<!doctype html><html lang="en"><head><title>A report</title>
    <link rel="stylesheet" href="/assets/css/tokens.css"><link rel="stylesheet" href="/assets/css/fonts.css">
    <link rel="stylesheet" href="/assets/css/base.css"><link rel="stylesheet" href="/assets/css/tables.css">
    <link rel="stylesheet" href="/assets/css/report.css"></head><body><main class="report">${body}</main></body></html>`,
  )

const threeSheets = await report(
  '<section class="cover"><h1>Cover</h1></section><section><h1>First finding</h1></section><section class="chapter"><h2>The gap</h2><p><i>Łódź</i></p></section>',
)

async function open(pdf: Buffer): Promise<PDFDocumentProxy> {
  return getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
}

async function textOf(document: PDFDocumentProxy, number: number): Promise<string> {
  const content = await (await document.getPage(number)).getTextContent()
  return content.items
    .map((item) => ('str' in item ? item.str : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
}

t.test('prints pages with a running title and "page n of m", but not on the cover', async (t) => {
  const document = await open(await press.print(threeSheets, options))
  t.equal(document.numPages, 3)
  t.notMatch(await textOf(document, 1), /Page|Kestrel/)
  const second = await textOf(document, 2)
  t.match(second, 'First finding')
  t.match(second, 'Kestrel "Payments" \\ </style>')
  t.match(second, '147 of 173 answered')
  t.match(second, /Page 2 of 3/)
})

t.test('is tagged, titled, in a language, with the headings as bookmarks', async (t) => {
  const pdf = await press.print(threeSheets, options)
  const document = await open(pdf)
  const outline = await document.getOutline()
  const titles = (nodes: typeof outline): string[] =>
    (nodes ?? []).flatMap((node) => [node.title, ...titles(node.items)])
  t.same(titles(outline), ['Cover', 'First finding', 'The gap'])
  t.match(pdf.toString('latin1'), '/StructTreeRoot')
  t.same((await document.getMarkInfo())?.Marked, true)
  const { info } = await document.getMetadata()
  t.match(info, { Title: 'A report', Language: 'en' })
})

t.test('a heading of several lines keeps its spaces in the bookmark', async (t) => {
  const heading =
    'Leaders see more clarity than staff report, most of all about what matters less this quarter'
  const document = await open(
    await press.print(await report(`<section><h1>${heading}</h1></section>`), options),
  )
  t.equal((await document.getOutline())?.[0]?.title, heading)
})

t.test('embeds its fonts as fonts, none as drawings and none of the machine', async (t) => {
  const tree = drawTree(
    {
      columns: ['As stated', 'Head'],
      root: 'Goal',
      nodes: [
        { id: 'a', above: null, column: 1, label: 'Sales', figure: '3 of 3', share: 1, isBreak: false },
      ],
    },
    { title: 'How far it came' },
  )
  const letters = '<p><i>Łódź</i>, Ж and <b>κ = 13</b></p><h2>Łódź, Ж and κ</h2>'
  const html = await report(`<section><h1>First finding</h1>${letters}<figure>${tree}</figure></section>`)
  const source = (await press.print(html, options)).toString('latin1')
  const named = [...source.matchAll(/\/BaseFont \/([\w+-]+)/g)].map((found) => found[1] ?? '')
  t.ok(named.some((name) => /^[A-Z]{6}\+SourceSerif4/.test(name)))
  t.ok(named.some((name) => /^[A-Z]{6}\+SourceSans3/.test(name)))
  t.same(
    named.filter((name) => !/\+Source(Serif4|Sans3)/.test(name)),
    [],
  )
  t.notMatch(source, '/Type3')
  t.match(source, '/FontFile2')
})

t.test('prints on A4 and on Letter', async (t) => {
  const size = async (paper: 'A4' | 'Letter') => {
    const document = await open(await press.print(threeSheets, { ...options, paper }))
    const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
    return [Math.round(width), Math.round(height), document.numPages]
  }
  t.same(await size('A4'), [595, 842, 3])
  t.same(await size('Letter'), [612, 792, 3])
})

t.test('repeats the head of a table and cuts no row in two', async (t) => {
  const rows = Array.from(
    { length: 60 },
    (_, row) => `<tr><th scope="row">Team ${row}</th><td>start ${row}<br>end ${row}</td></tr>`,
  )
  const table = `<section><h1>Teams</h1><table><thead><tr><th>Head of teams</th><td></td></tr></thead><tbody>${rows.join('')}</tbody></table></section>`
  const document = await open(await press.print(await report(table), options))
  t.ok(document.numPages > 1)
  for (let number = 1; number <= document.numPages; number += 1) {
    const text = await textOf(document, number)
    t.match(text, 'Head of teams')
    t.equal(text.match(/start \d+/g)?.length, text.match(/end \d+/g)?.length)
  }
})

t.test('a heading stays with what follows, an exhibit in one piece', async (t) => {
  const filler = '<p>Line</p>'.repeat(29)
  const figure = `<h3>Heading of the exhibit</h3><figure class="exhibit"><p>top of exhibit</p>${'<p>inside</p>'.repeat(8)}<p>bottom of exhibit</p></figure>`
  const document = await open(
    await press.print(await report(`<section>${filler}${figure}</section>`), options),
  )
  t.equal(document.numPages, 2)
  t.match(await textOf(document, 2), /Heading of the exhibit.*top of exhibit.*bottom of exhibit/)
})

t.test('runs no script and asks for nothing, neither from the network nor from the disk', async (t) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('<p>from the network</p>')
  }).listen(0)
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const body = `<section><h1 id="h">Still</h1><script>document.getElementById("h").textContent = "Scripted"</script>
    <img src="http://127.0.0.1:${port}/image"><iframe src="http://127.0.0.1:${port}/frame"></iframe>
    <iframe src="file:///etc/hostname"></iframe><link rel="stylesheet" href="http://127.0.0.1:${port}/sheet"></section>`
  const document = await open(await press.print(await report(body), options))
  const text = await textOf(document, 1)
  t.match(text, 'Still')
  t.notMatch(text, /Scripted|from the network/)
  t.same(asked, [])
})

t.test('prints two at once without mixing them', async (t) => {
  const pages = await Promise.all(
    ['Report of one', 'Report of two'].map((title) => report(`<section><h1>${title}</h1></section>`)),
  )
  const pdfs = await Promise.all(pages.map((page) => press.print(page, options)))
  const texts = await Promise.all(pdfs.map(async (pdf) => textOf(await open(pdf), 1)))
  t.match(texts[0], 'Report of one')
  t.match(texts[1], 'Report of two')
})

t.test('starts a new browser when the old one has died, before or while it prints', async (t) => {
  const started: Browser[] = []
  let isToEnd = false
  // Once it has a page to print, however long that takes it.
  const endWhilePrinting = (browser: Browser) => {
    const newContext = browser.newContext.bind(browser)
    browser.newContext = async (given) => {
      const context = await newContext(given)
      if (isToEnd) context.once('page', () => void browser.close())
      return context
    }
  }
  const fragile = openPress({
    launch: async () => {
      const browser = await launchBrowser()
      started.push(browser)
      if (started.length === 2) endWhilePrinting(browser)
      return browser
    },
  })
  t.teardown(() => fragile.close())
  await fragile.print(threeSheets, options)
  await started.at(-1)?.close()
  t.equal((await open(await fragile.print(threeSheets, options))).numPages, 3)
  isToEnd = true
  t.equal((await open(await fragile.print(threeSheets, options))).numPages, 3)
  t.equal(started.length, 3)
})

t.test('says when printing takes too long', async (t) => {
  const hasty = openPress({ timeoutMs: 1 })
  t.teardown(() => hasty.close())
  await t.rejects(hasty.print(threeSheets, options), /longer than 1 ms/)
})

t.test('says when there is no browser', async (t) => {
  const none = openPress({ executablePath: '/nowhere/chromium' })
  await t.rejects(none.print(threeSheets, options), /did not start/)
  await none.close()
})
