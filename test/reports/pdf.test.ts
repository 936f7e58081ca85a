import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import t from 'tap'
import { inlineReport } from '../../src/reports/inline.ts'
import type { ReportModel } from '../../src/reports/model.ts'
import { openPress } from '../../src/reports/press.ts'
import { fileNameOf, printReport } from '../../src/reports/print-report.ts'
import { readCatalogue } from '../../src/web/i18n.ts'
import { prepareTemplates } from '../../src/web/templates.ts'
import { kestrel, kestrelBefore, kestrelRecall } from '../support/kestrel.ts'
import { aSurvey, releasedTableOf } from '../support/released.ts'
import { ownIdeas, ownTools } from '../support/survey.ts'
import { reportOf } from './support.ts'

t.setTimeout(240_000)

const halfMegabyte = 500_000
const rich = {
  table: releasedTableOf(kestrel),
  recall: kestrelRecall,
  previous: releasedTableOf(kestrelBefore),
}

const translate = readCatalogue()
prepareTemplates(translate)
const press = openPress()
t.teardown(() => press.close())
const print = (model: ReportModel) => printReport(model, 'a'.repeat(64), { press, translate })

t.test('the report on paper', async (t) => {
  const model = reportOf(rich)
  const pdf = await print(model)
  const document = await open(pdf)
  const pages = await textsOf(document)

  t.ok(pdf.length < halfMegabyte, 'under half a megabyte')

  t.match(pages[1], model.pageOne.headline)
  t.match(pages[1], 'Not known', 'page one fits on one sheet')
  t.match(pages[2], 'Pitfalls and causes')
  for (const [index, page] of pages.entries()) {
    if (index > 0) t.match(page, `${index + 1} of ${pages.length}`)
  }

  const all = pages.join(' ')
  for (const { says, place } of model.evidence) t.match(all, squeezed(says), `claim ${place} is printed`)
  const index = pages.findIndex((page) => page.includes('Evidence') && page.includes('Used in:'))
  t.ok(index <= 15, `${index} pages before the index`)
  for (const number of Array.from({ length: index - 1 }, (_, at) => at + 2))
    t.ok((await lowestText(document, number)) < 0.7, `page ${number} is no leftover`)
  const entries = pages.slice(index).join(' ')
  for (const { place } of model.evidence) t.match(entries, new RegExp(`\\b${place} `))
  t.notMatch(all, /\bDraft\b/)

  const bookmarks = titlesIn(await document.getOutline())
  for (const title of [
    'Kestrel Payments',
    model.pageOne.headline,
    'Pitfalls and causes',
    'Method and limits',
    'Evidence',
    ...model.chapters.filter(({ part }) => part !== 'appendix').map(({ title }) => title),
  ])
    t.ok(bookmarks.includes(title), `has the bookmark ${title}`)

  t.same((await document.getMarkInfo())?.Marked, true)
  t.match(pdf.toString('latin1'), '/StructTreeRoot')
  t.notMatch(pdf.toString('latin1'), '/Subtype /Image', 'charts are drawn, not photographed')
  const fonts = new Set(pdf.toString('latin1').match(/\/BaseFont \/[A-Z]{6}\+(\w+)/g))
  t.ok(fonts.size > 0)
  t.ok(
    [...fonts].every((font) => /Source(Sans|Serif)/.test(font)),
    'every font is embedded and ours',
  )
  t.ok(await hasLinkTo(document, 'e1'), 'the numbers are links')
})

t.test('is read in the order in which it is seen', async (t) => {
  const pages = await textsOf(await open(await print(reportOf(rich))))
  const all = pages.join(' ')
  const place = (text: string, from = 0) => {
    const at = all.indexOf(text, from)
    t.ok(at >= 0, text)
    return at
  }
  const title = place('Operational: ')
  const head = place('Goals in our meetings', title)
  const team = place('Customer success', head)
  t.ok(team < place('Cultural: ', title), 'a table stands below its own title, not at the end of the page')
})

t.test('the thirty days stand on the sheet of the findings where there is room', async (t) => {
  const model = reportOf(rich)
  const pages = await textsOf(await open(await print({ ...model, findings: model.findings.slice(1, 3) })))
  const plan = pages.findIndex((page) => page.includes('The next thirty days'))
  t.match(pages[plan], 'Ignoring talent gaps', 'below the last finding')
  t.match(pages[plan], 'Pitfalls, causes and thirty days', 'and the head names both')
})

t.test('fits on US Letter, page one on one sheet', async (t) => {
  const printing = { press, translate, paper: 'Letter' } as const
  const document = await open(await printReport(reportOf(rich), 'a'.repeat(64), printing))
  const { width, height } = (await document.getPage(2)).getViewport({ scale: 1 })
  t.same([Math.round(width), Math.round(height)], [612, 792])
  const pages = await textsOf(document)
  t.match(pages[1], 'Not known')
  t.match(pages[2], 'Pitfalls and causes')
  const index = pages.findIndex((page) => page.includes('Used in:'))
  t.ok(index <= 20, `${index} pages before the index`)
})

t.test('a table longer than a sheet begins where the last exhibit ended', async (t) => {
  const departments = Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [
      `Division ${at}`,
      [1, 2, 3, 4, 5].map((team) => ({ name: `Team ${at}.${team}`, invited: 15, answered: 13, share: 0.5 })),
    ]),
  )
  const document = await open(await print(reportOf({ table: releasedTableOf({ ...kestrel, departments }) })))
  const pages = await textsOf(document)
  const [first] = pages.flatMap((page, at) => (page.includes('Strategic: ') ? [at] : []))
  t.match(pages[first ?? 0], 'Team 0.1', 'its title stays with its first rows')
  t.match(pages[(first ?? 0) + 1], /Team +Answered/, 'its head is repeated')
  t.ok((await lowestText(document, (first ?? 0) + 1)) < 0.2, 'and fills its sheet')
})

t.test(
  'statements that the organisation added are printed apart, and compared in the same words',
  async (t) => {
    const model = reportOf({
      ...{ table: releasedTableOf({ ...kestrel, own: [ownIdeas, ownTools] }), recall: kestrelRecall },
      previous: releasedTableOf({ ...kestrelBefore, own: [{ ...ownIdeas, code: 'X2' }] }),
    })
    const all = (await textsOf(await open(await print(model)))).join(' ')
    t.match(all, '2 statements added by the organisation')
    t.match(all, `${ownIdeas.texts.en} (added by the organisation)`)
    t.match(all, 'Added statements that were asked in the same words last time')
    t.equal(all.split(ownIdeas.texts.en ?? '').length - 1, 3, 'apart, compared, and among all statements')
    t.equal(all.split(ownTools.texts.en ?? '').length - 1, 2)
  },
)

t.test('page one stays on one sheet with the longest words a form takes', async (t) => {
  const long = (length: number) =>
    'The plan stays upstairs and nobody asks. '.repeat(10).slice(0, length).trim()
  const sentence = { text: long(240), evidence: null }
  const words = { headline: long(160), sentences: [sentence, sentence, sentence] }
  const pages = await textsOf(await open(await print(reportOf(rich, { words }))))
  t.match(pages[1], 'Not known')
  t.match(pages[2], 'Pitfalls and causes')
})

t.test('a draft says so on every page', async (t) => {
  const pages = await textsOf(await open(await print(reportOf(rich, { issue: null }))))
  t.ok(pages.every((page) => /\bDraft\b/.test(page)))
})

t.test('a report without figures is a few pages that say so', async (t) => {
  const nobody = {
    departments: { Sales: [{ name: 'North', invited: 20, answered: 3, share: 0.5 }] },
    leaders: { invited: 7, answered: 0, share: 0 },
  }
  const pages = await textsOf(
    await open(await print(reportOf({ table: releasedTableOf({ ...aSurvey, ...nobody }) }))),
  )
  t.ok(pages.length <= 6)
  t.match(pages[1], 'Too few people answered to show any figure')
})

t.test('the file’s name tells which report it is', async (t) => {
  const model = reportOf(rich, { organisation: 'Åkerström & Söhne / Wien' })
  t.equal(fileNameOf(model), 'akerstrom-sohne-wien-q4-2026-report-1.pdf')
  t.equal(fileNameOf({ ...model, issue: null }), 'akerstrom-sohne-wien-q4-2026-draft.pdf')
  t.equal(fileNameOf(model, 'Letter'), 'akerstrom-sohne-wien-q4-2026-report-1-letter.pdf')
})

t.test('the page carries its styles with it', async (t) => {
  const html = await inlineReport('<link rel="stylesheet" href="/assets/css/report-parts.css">')
  t.match(html, '.headline')
})

function open(pdf: Buffer): Promise<PDFDocumentProxy> {
  return getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
}

async function textsOf(document: PDFDocumentProxy): Promise<string[]> {
  const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1)
  return Promise.all(numbers.map((number) => textOf(document, number)))
}

async function textOf(document: PDFDocumentProxy, number: number): Promise<string> {
  const { items } = await (await document.getPage(number)).getTextContent()
  return squeezed(items.map((item) => ('str' in item ? item.str : '')).join(' '))
}

/** Where the last line above the foot stands: 0 at the lower edge of the sheet, 1 at the upper. */
async function lowestText(document: PDFDocumentProxy, number: number): Promise<number> {
  const page = await document.getPage(number)
  const { height } = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent()
  const places = items.map((item) => ('transform' in item ? Number(item.transform[5]) / height : 1))
  return Math.min(...places.filter((place) => place > 0.08))
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

type Outline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>

function titlesIn(nodes: Outline): readonly string[] {
  return (nodes ?? []).flatMap((node) => [node.title, ...titlesIn(node.items)])
}

async function hasLinkTo(document: PDFDocumentProxy, name: string): Promise<boolean> {
  const annotations = await (await document.getPage(2)).getAnnotations()
  return annotations.some((each: { dest?: unknown }) => each.dest === name)
}
