import t from 'tap'
import { anOwner, startApp } from '../support/app.ts'
import { freshDatabase } from '../support/database.ts'

t.test('every answer forbids inline code, other hosts, frames and referrers', async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  await anOwner(running)
  for (const url of [
    '/app/sign-in',
    '/nothing-here',
    '/i/abcdefghjkmn',
    '/assets/css/tokens.css',
    '/healthz',
  ]) {
    const { headers } = await running.app.inject({ url })
    const policy = String(headers['content-security-policy'])
    t.match(policy, "default-src 'none'", url)
    t.match(policy, "frame-ancestors 'none'", url)
    t.notMatch(policy, /unsafe|https?:|\*/, url)
    t.equal(headers['referrer-policy'], 'no-referrer', url)
    t.equal(headers['x-content-type-options'], 'nosniff', url)
    t.equal(headers['strict-transport-security'], undefined, 'not on plain http')
  }
})

t.test('over https browsers are told to stay there', async (t) => {
  const env = { PUBLIC_URL: 'https://check.example', TRUST_PROXY: 'true' }
  const running = await startApp(t, await freshDatabase(t, 'pglite'), { env })
  await anOwner(running)
  const { headers } = await running.app.inject({
    url: '/app/sign-in',
    headers: { 'x-forwarded-proto': 'https' },
  })
  t.match(String(headers['strict-transport-security']), 'max-age=31536000')
  t.match(String(headers['set-cookie']), /HttpOnly; Secure; SameSite=Lax/, 'and keep the cookie there')
})
