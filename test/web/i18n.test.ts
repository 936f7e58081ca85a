import t from 'tap'
import { readCatalogue } from '../../src/web/i18n.ts'

const translate = readCatalogue()

t.test('every text of the catalogue can be read as a message', async (t) => {
  t.ok(translate.locales.includes('en'))
  t.throws(() => translate.say('en', { key: 'web.no-such-text' }), /no-such-text/)
})

t.test('a text inside a text is said in the same language', async (t) => {
  const said = translate.say('en-XA', { key: 'web.not-found.title' })
  t.match(said, /^⟦.+⟧$/)
})

t.test('chooses the first language that we have, and English else', async (t) => {
  t.equal(translate.choose('de-AT,de;q=0.9,en;q=0.5'), 'en')
  t.equal(translate.choose('xx'), 'en')
  t.equal(translate.choose(undefined), 'en')
  t.equal(translate.choose('en-XA'), 'en-XA')
})
