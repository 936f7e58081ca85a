import t from 'tap'
import { ConfigError, readConfig } from '../src/config.ts'

t.test('an empty environment runs embedded, with the outbox instead of mail', async (t) => {
  const config = readConfig({})
  t.equal(config.databaseUrl, null)
  t.equal(config.smtp, null)
  t.equal(config.dataDir, 'data')
  t.equal(config.isProduction, true, 'the careful way without being asked')
})

t.test('an empty value is the same as none', async (t) => {
  t.equal(readConfig({ DATABASE_URL: '', PORT: '' }).databaseUrl, null)
})

t.test(
  'a wrong value stops the start with a sentence that names the setting and never repeats the value',
  async (t) => {
    for (const [name, value] of [
      ['PORT', '70000'],
      ['DATABASE_URL', 'mysql://root:secret@db/x'],
      ['SMTP_URL', 'secret.mail.example'],
      ['NODE_ENV', 'live'],
    ] as const) {
      t.throws(() => readConfig({ [name]: value }), { name: 'ConfigError', message: new RegExp(name) })
      try {
        readConfig({ [name]: value })
      } catch (error) {
        t.ok(error instanceof ConfigError)
        t.notMatch((error as Error).message, 'secret')
      }
    }
  },
)

t.test('mail needs a sender', async (t) => {
  t.throws(() => readConfig({ SMTP_URL: 'smtp://localhost:25' }), /MAIL_FROM/)
})

t.test('https needs a trusted proxy, for without one nobody could sign in', async (t) => {
  t.throws(() => readConfig({ PUBLIC_URL: 'https://check.example' }), /TRUST_PROXY/)
  t.equal(readConfig({ PUBLIC_URL: 'https://check.example', TRUST_PROXY: 'true' }).trustProxy, true)
})
