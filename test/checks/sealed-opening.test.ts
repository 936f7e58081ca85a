import { brotliDecompressSync } from 'node:zlib'
import t from 'tap'
import { publicKeyText } from '../../src/collection/keys-at-hand.ts'
import { hashToken } from '../../src/collection/link.ts'
import { readDirectory } from '../../static/js/survey/directory.js'
import { anOwner, signedIn, startApp } from '../support/app.ts'
import { aDraft, allSent, anOpenCheck, anOrganisation, markOn } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { aMailPeer } from '../support/smtp.ts'

onEachDatabase(
  t,
  'with a mail server a check is sealed, and each mail names its keys',
  async (t, database) => {
    const { db } = database
    const peer = await aMailPeer(t)
    const running = await startApp(t, database, { mailer: peer.mailer })
    const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6, South: 5 } })
    const visitor = await signedIn(running)
    const draft = await aDraft(visitor, id)
    const before = await visitor.get(`/app/checks/${draft}/sign-off`)
    t.match(before.body, 'the sealed answers are lost with it', 'opening says what losing the keys means')
    t.notMatch(before.body, 'class="trial"')
    const checkId = (await visitor.post(`/app/checks/${draft}/open`, { mark: markOn(before) })) && draft
    await allSent(running, checkId)

    const check = await db.selectFrom('checks').selectAll().executeTakeFirstOrThrow()
    t.match(check, { mode: 'sealed', is_trial: false, status: 'open' })
    const served = await visitor.get(`/i/${check.public_id}/directory`)
    t.equal(served.body, check.key_directory, 'byte for byte')
    const small = await visitor.get(`/i/${check.public_id}/directory`, { 'accept-encoding': 'gzip, br' })
    t.match(small.headers, { 'content-encoding': 'br', vary: /accept-encoding/ })
    t.equal(brotliDecompressSync(small.raw).toString(), check.key_directory, 'compressed for a phone')
    const words = check.directory_words ?? ''
    const units = await db.selectFrom('units').select(['id', 'name', 'invited']).execute()
    t.equal(units.length, 2)
    for (const { id: unitId, name } of units) {
      const key = publicKeyText(running.deps.keys.checks.keysOf(checkId), unitId)
      const read = await readDirectory(served.body, { check: check.public_id, key, words })
      t.match(read, { outcome: 'trusted', unit: { name } })
    }
    t.match(JSON.parse(served.body), { contract: (check.contract as { hash?: string } | null)?.hash ?? '' })
    t.equal(peer.accepted.length, 11)
    for (const { text, html } of peer.accepted) {
      const [, token = '', inLink = ''] = /#([\w-]+)\.([a-z-]+)/.exec(text) ?? []
      t.equal(inLink, words)
      t.match(html, `#${token}.${words}`)
      t.match(text, words.replaceAll('-', ' '))
      t.notMatch(text, 'trial')
      const known = await db
        .selectFrom('invitations')
        .select('id')
        .where('token_hash', '=', hashToken(token))
        .execute()
      t.equal(known.length, 1)
    }

    t.equal((await visitor.get('/readyz')).status, 200)
    const lost = running.deps.keys.checks
    await lost.destroy(checkId)
    t.match(await visitor.get('/readyz'), { status: 503, body: /keys-missing/ })
  },
)

onEachDatabase(
  t,
  'without one, printed codes for everybody seal it, and a single address does not',
  async (t, database) => {
    const { db } = database
    const running = await startApp(t, database)
    const scope = await anOwner(running)
    const visitor = await signedIn(running)
    const cards = await anOrganisation(scope, { teams: {}, withoutAddress: 7 })
    const sealed = await anOpenCheck(visitor, cards.id)
    t.match(await db.selectFrom('checks').select(['mode', 'is_trial']).executeTakeFirst(), {
      mode: 'sealed',
      is_trial: false,
    })
    await visitor.get(`/app/checks/${sealed}/cards`)
    const sheet = await visitor.post(`/app/checks/${sealed}/cards`, {})
    const { directory_words: words } = await db
      .selectFrom('checks')
      .select('directory_words')
      .executeTakeFirstOrThrow()
    t.match(sheet.body, (words ?? '-').replaceAll('-', ' '))

    const mixed = await anOrganisation(scope, { teams: { North: 5 }, withoutAddress: 1 })
    const trial = await anOpenCheck(visitor, mixed.id)
    t.match(
      await db
        .selectFrom('checks')
        .select(['mode', 'is_trial', 'key_directory'])
        .where('id', '=', trial)
        .executeTakeFirst(),
      {
        mode: 'trial',
        is_trial: true,
        key_directory: null,
      },
    )
    t.same(running.deps.keys.checks.list(), [sealed], 'no keys for a trial')
  },
)

onEachDatabase(t, 'keys that an attempt left are replaced, and rivals open once', async (t, database) => {
  const peer = await aMailPeer(t)
  const running = await startApp(t, database, { mailer: peer.mailer })
  const { id } = await anOrganisation(await anOwner(running), { teams: { North: 6 } })
  const visitor = await signedIn(running)
  const checkId = await aDraft(visitor, id)
  await running.deps.keys.checks.make(checkId, [crypto.randomUUID()])
  const mark = markOn(await visitor.get(`/app/checks/${checkId}/sign-off`))
  await Promise.all([1, 2, 3].map(() => visitor.post(`/app/checks/${checkId}/open`, { mark })))
  const units = await database.db.selectFrom('units').select('id').execute()
  t.equal(units.length, 1)
  t.ok(
    running.deps.keys.checks.areThere(
      checkId,
      units.map((unit) => unit.id),
    ),
  )
  t.equal((await visitor.get('/readyz')).status, 200)
})
