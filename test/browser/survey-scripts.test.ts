import { createPublicKey, randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import type { Page } from 'playwright-core'
import t from 'tap'
import { signBlinded, verifyCredential } from '../../src/collection/blind-signature.ts'
import { openCheckKeys } from '../../src/collection/check-keys.ts'
import { openEnvelope } from '../../src/collection/envelope.ts'
import { keyIdOf, publishDirectory } from '../../src/collection/key-directory.ts'
import { publicKeyText } from '../../src/collection/keys-at-hand.ts'
import { markOf } from '../../src/collection/receipt.ts'
import { launchBrowser } from '../../src/reports/browser.ts'
import { addAssets } from '../../src/web/assets.ts'
import { addSecurityHeaders } from '../../src/web/security.ts'

const bytesOf = (text: string) => Buffer.from(text, 'base64url')
const unitId = randomUUID()

async function someKeys(folder: string) {
  const made = await openCheckKeys(folder).make(randomUUID(), [unitId])
  if (made.outcome !== 'made') throw new Error('No keys were made.')
  return made.keys
}

/** A page under the real security headers with the real files. */
async function aPage(): Promise<Page> {
  const app = Fastify()
  await addSecurityHeaders(app, false)
  addAssets(app, false)
  app.get('/', (_, reply) => reply.type('text/html').send('<!doctype html><title>Empty</title>'))
  const address = await app.listen({ port: 0, host: 'localhost' })
  const browser = await launchBrowser()
  t.teardown(() => Promise.all([browser.close(), app.close()]))
  const page = await browser.newPage()
  await page.goto(address.replace(/\[::1\]|127\.0\.0\.1/, 'localhost'))
  return page
}

type Step = (module: string, name: string, ...given: readonly unknown[]) => Promise<unknown>

/** Calls a function of a module in the page; bytes travel as base64url. */
function stepsIn(page: Page): Step {
  return (module, name, ...given) =>
    page.evaluate(
      async ([module, name, given]) => {
        const load = (file: string) => import(`/assets/js/survey/${file}.js`)
        const [{ [name]: step }, { fromText, toText }] = await Promise.all([load(module), load('bytes')])
        const revive = (value: unknown) =>
          JSON.parse(JSON.stringify(value), (_, one) =>
            typeof one === 'string' && one.startsWith('bytes:') ? fromText(one.slice(6)) : one,
          )
        const told = await step(...given.map(revive))
        return told instanceof Uint8Array ? toText(told) : told
      },
      [module, name, given] as const,
    )
}

t.test('a real browser goes the whole way under the real security headers', async (t) => {
  const [keys, page] = await Promise.all([someKeys(t.testdir()), aPage()])
  const step = stepsIn(page)
  const units = [{ id: unitId, name: 'North', invited: 8 }]
  const described = { check: 'spring-round', contract: 'ab'.repeat(32), smallestGroup: 5, units }
  const { text, words } = await publishDirectory(described, keys)
  const key = publicKeyText(keys, unitId)
  const link = { check: 'spring-round', key, words: words.join('-') }

  const read = (await step('directory', 'readDirectory', text, link)) as Read
  t.equal(read.outcome, 'trusted')
  const foreign = publicKeyText(await someKeys(t.testdir({ foreign: {} })), unitId)
  for (const wrong of [foreign, '', 'no key'])
    t.match(await step('directory', 'readDirectory', text, { ...link, key: wrong }), {
      outcome: 'refused',
      reason: 'unknown-unit',
    })
  const other = (await step('directory', 'readDirectory', `${text} `, link)) as Read
  t.match(other, { outcome: 'refused', reason: 'other-directory' })

  const blinding = (await step('blind-signature', 'makeBlinding', key)) as { blinded: string }
  const unitKey = keys.unitKey(unitId)
  if (unitKey === null) throw new Error('The unit has no key.')
  const signed = signBlinded(unitKey, bytesOf(blinding.blinded))
  if (signed.outcome !== 'signed') throw new Error('It was not signed.')
  const answer = Buffer.from(signed.signature).toString('base64url')
  const finished = await step('blind-signature', 'finishBlinding', key, blinding, answer)
  const sent = finished as { message: string; signature: string }
  const credential = { message: bytesOf(sent.message), signature: bytesOf(sent.signature) }
  t.ok(verifyCredential(createPublicKey(unitKey), credential))

  const keyId = keyIdOf(createPublicKey(unitKey))
  const mark = markOf(credential.message)
  const place = { check: 'spring-round', keyId: inPage(keyId), mark: inPage(mark) }
  const content = '{"named":["Größere Kundennähe"]}'
  const envelope = bytesOf(
    (await step('seal', 'sealAnswers', read.directory.sealKey, content, place)) as string,
  )
  const opened = openEnvelope(keys.sealKey(), envelope, { check: 'spring-round', keyId, mark })
  t.same(opened, { outcome: 'opened', content })
})

const inPage = (bytes: Uint8Array) => `bytes:${Buffer.from(bytes).toString('base64url')}`
type Read = {
  readonly outcome: string
  readonly directory: { readonly sealKey: string }
}
