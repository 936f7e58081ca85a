import t from 'tap'
import { listExecutives } from '../../../src/instruments/priorities-test/queries.ts'
import { anOwner, eventually, signedIn, startApp } from '../../support/app.ts'
import { onEachDatabase } from '../../support/database.ts'
import { aPrioritiesTest, sealAs, wayIn } from '../../support/priorities.ts'
import { aMailPeer } from '../../support/smtp.ts'

onEachDatabase(
  t,
  'links go out by mail, and reminders only to those who have not sealed',
  async (t, database) => {
    const peer = await aMailPeer(t)
    const running = await startApp(t, database, { mailer: peer.mailer })
    const scope = await anOwner(running)
    const visitor = await signedIn(running)
    const test = await aPrioritiesTest({ visitor, scope })
    const { room, checkId } = test
    const states = async () => (await listExecutives(scope, checkId)).map(({ mailState }) => mailState)

    await visitor.post(`${room}/executives`, { name: 'Night Netherby', role: '', email: '', reason: '' })
    const leader = (await listExecutives(scope, checkId)).find(({ name }) => name === 'Leader 1')?.id
    await visitor.post(`${room}/send`, { [`role-${leader}`]: 'Head of sales' })
    await eventually(async () => peer.accepted.length === 3)
    const one = (await listExecutives(scope, checkId)).find(({ id }) => id === leader)
    t.equal(one?.role, 'Head of sales', 'what was typed among the roles is kept')
    const way = await wayIn(running, scope, { checkId, name: 'Leader 1' })
    const mail = peer.accepted.find(({ to }) => to === 'leader-1@kestrel.example')
    t.match(mail?.text, `/p/${test.publicId}#${way.token}`)
    t.match(mail?.text, way.code)
    const said = (text = '') => text.replaceAll(/\s+/g, ' ')
    t.match(said(mail?.text), 'or earlier with at least three in')
    t.match(said(mail?.text), 'printed word for word')
    t.notMatch(said(mail?.text), 'before all are in')
    t.match(mail?.html, way.token)
    await eventually(async () => (await states()).filter((state) => state === 'sent').length === 3)
    t.ok((await states()).includes('held'), 'who has no address waits on the screen')

    const page = await visitor.get(room)
    t.notMatch(page.body, way.token)
    const sentTo = (await listExecutives(scope, checkId)).find(({ name }) => name === 'Leader 1')?.id
    t.equal(
      (await visitor.post(`${room}/executives/${sentTo}/way`, {})).status,
      404,
      'the link of who has an address is never shown',
    )
    const night = (await listExecutives(scope, checkId)).find(({ name }) => name === 'Night Netherby')?.id
    const shown = await visitor.post(`${room}/executives/${night}/way`, {})
    t.match(shown.body, (await wayIn(running, scope, { checkId, name: 'Night Netherby' })).code)
    const acts = (await database.db.selectFrom('audit_log').select('act').execute()).map(({ act }) => act)
    t.ok(acts.includes('executive-link-shown'))

    await sealAs(running, test, { way })
    await visitor.post(`${room}/remind`, {})
    await eventually(async () => peer.accepted.length === 5)
    t.same(
      peer.accepted
        .slice(3)
        .map(({ to }) => to)
        .toSorted(),
      ['leader-2@kestrel.example', 'leader-3@kestrel.example'],
    )
    t.match(peer.accepted[3]?.subject, 'still missing')
    t.notMatch(peer.accepted[3]?.text, 'days ago')

    peer.behave((to) => (to.startsWith('leader-2') ? 'refuse' : 'take'))
    const second = (await listExecutives(scope, checkId)).find(({ name }) => name === 'Leader 2')?.id
    await visitor.post(`${room}/executives/${second}/new-link`, {})
    await eventually(async () => (await states()).includes('failed'))
    t.match((await visitor.get(room)).body, 'Not delivered')
    const jobs = JSON.stringify(await database.db.selectFrom('audit_log').selectAll().execute())
    t.notMatch(jobs, /kestrel\.example/, 'no address in the log')
  },
)

onEachDatabase(t, 'fewer than three executives are not asked', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)
  const { room, checkId } = await aPrioritiesTest({ visitor, scope }, { leaders: 2 })
  await visitor.post(`${room}/send`, {})
  t.match((await visitor.get(room)).body, 'at least 3 executives')
  t.same(
    (await listExecutives(scope, checkId)).map(({ mailState }) => mailState),
    ['none', 'none'],
  )
  for (let at = 0; at < 14; at += 1)
    await visitor.post(`${room}/executives`, { name: `Guest ${at}`, role: '', email: '', reason: '' })
  t.equal((await listExecutives(scope, checkId)).length, 15, 'and at most fifteen')
})
