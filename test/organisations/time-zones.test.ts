import t from 'tap'
import { timeZoneNamed, timeZones } from '../../src/organisations/time-zones.ts'
import { anOwner, ownerEmail, ownerPassword, signedIn, startApp } from '../support/app.ts'
import { aBrowser, listen, openPage } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'

t.test('a zone is known by each of its names, and listed once by the one of today', async (t) => {
  for (const [name, zone] of [
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['US/Eastern', 'America/New_York'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Etc/UTC', 'UTC'],
    ['GMT', 'UTC'],
  ] as const) {
    t.equal(timeZoneNamed(name), zone)
    t.equal(timeZones.filter((listed) => listed === zone).length, 1)
    if (name !== zone) t.notOk(timeZones.includes(name))
  }
  for (const none of ['', 'Mars/Base', '+01:00', 'CEST?']) t.equal(timeZoneNamed(none), null)
  for (const zone of timeZones) t.equal(timeZoneNamed(zone), zone, 'what is listed is taken')
  const instants = timeZones.map((timeZone) => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions())
  t.equal(new Set(instants.map(({ timeZone }) => timeZone)).size, timeZones.length, 'no zone twice')
})

t.test('an organisation that was kept under an old name is shown and saved by the new one', async (t) => {
  const database = await freshDatabase(t, 'pglite')
  const running = await startApp(t, database)
  await anOwner(running)
  const visitor = await signedIn(running)
  await visitor.get('/app/organisations/new')
  const kestrel = { name: 'Kestrel Payments', language: 'en', timeZone: 'US/Eastern' }
  const room = (await visitor.post('/app/organisations/new', kestrel)).location ?? ''
  const zone = async () =>
    (await database.db.selectFrom('organisations').select('time_zone').executeTakeFirstOrThrow()).time_zone
  t.equal(await zone(), 'America/New_York')
  await database.db.updateTable('organisations').set({ time_zone: 'Asia/Calcutta' }).execute()
  const form = await visitor.get(`${room}/edit`)
  t.match(form.body, '<option value="Asia/Kolkata" selected>')
  t.equal((await visitor.post(`${room}/edit`, { ...kestrel, timeZone: 'Asia/Kolkata' })).status, 303)
  t.equal(await zone(), 'Asia/Kolkata')
})

t.test('the form begins with the zone of the browser, whatever that calls it', async (t) => {
  const running = await startApp(t, await freshDatabase(t, 'pglite'))
  await anOwner(running)
  const address = await listen(running)
  const page = await openPage(await aBrowser(t), { timezoneId: 'Asia/Kolkata' })
  await page.goto(`${address}/app/sign-in`)
  await page.fill('input[name=email]', ownerEmail)
  await page.fill('input[name=password]', ownerPassword)
  await Promise.all([page.waitForURL(/organisations/), page.click('main button')])
  await page.goto(`${address}/app/organisations/new`)
  t.equal(await page.locator('select[name=timeZone]').inputValue(), 'Asia/Kolkata')
})
