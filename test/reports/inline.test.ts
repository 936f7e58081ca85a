import t from 'tap'
import { inlineReport } from '../../src/reports/inline.ts'

const page = (body: string) =>
  `<!doctype html><html><head><link rel="stylesheet" href="/assets/css/tokens.css">
<link rel="stylesheet" href="/assets/css/fonts.css"></head><body>${body}</body></html>`

t.test('carries styles and fonts inside and asks for nothing', async (t) => {
  const html = await inlineReport(page('Plain'))
  t.notMatch(html, /<link|\/assets\/|url\((?!"data:)/)
  t.match(html, '--paper: #fbfaf7')
  t.match(html, 'data:font/woff2;base64,')
})

t.test('carries the letters beyond Latin-1 only where they are used', async (t) => {
  const plain = await inlineReport(page('Müller'))
  const polish = await inlineReport(page('Łukasz'))
  t.ok(polish.length > plain.length + 10_000)
})

t.test('keeps the order of the sheets', async (t) => {
  const read = async (path: string) => Buffer.from(`/* ${path} */`)
  const html = await inlineReport(page(''), read)
  t.ok(html.indexOf('tokens.css') < html.indexOf('fonts-print.css'))
})

t.test('a sheet cannot end the style element', async (t) => {
  const html = await inlineReport(page(''), async () => Buffer.from('a::after { content: "</style><b>" }'))
  t.equal(html.match(/<\/style>/g)?.length, 1)
})

t.test('a page without sheets stays as it is', async (t) => {
  t.equal(await inlineReport('<p>$& text</p>'), '<p>$& text</p>')
})
