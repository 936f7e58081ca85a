import { brotliDecompressSync } from 'node:zlib'
import t from 'tap'
import { startApp } from '../support/app.ts'
import { freshDatabase } from '../support/database.ts'

t.test('styles and scripts come compressed to whom can read that, and only once', async (t) => {
  const { app } = await startApp(t, await freshDatabase(t, 'pglite'))
  const url = '/assets/js/survey/words.js'
  const plain = await app.inject({ url })
  t.equal(plain.headers['content-encoding'], undefined)
  t.match(String(plain.headers['content-type']), 'text/javascript')

  const small = await app.inject({ url, headers: { 'accept-encoding': 'gzip, deflate, br' } })
  t.equal(small.headers['content-encoding'], 'br')
  t.equal(small.headers.vary, 'accept-encoding')
  t.ok(small.rawPayload.length < plain.rawPayload.length * 0.8)
  t.equal(brotliDecompressSync(small.rawPayload).toString(), plain.body)

  const again = await app.inject({ url, headers: { 'if-none-match': String(plain.headers.etag) } })
  t.equal(again.statusCode, 304)
  t.equal((await app.inject({ url: '/assets/js/../../package.json' })).statusCode, 404)
  t.equal(
    (await app.inject({ url: '/assets/fonts/source-sans-3/source-sans-3-latin-wght-normal.woff2' }))
      .statusCode,
    200,
  )
})
