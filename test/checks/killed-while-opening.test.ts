import { createPublicKey, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { z } from 'zod'
import { findCheck } from '../../src/checks/queries.ts'
import { addCheck } from '../../src/checks/set-up/queries.ts'
import { askForOpening } from '../../src/checks/sign-off/opening-queries.ts'
import { prospectOf } from '../../src/checks/sign-off/prospect.ts'
import { openCheckKeys } from '../../src/collection/check-keys.ts'
import { keyIdOf } from '../../src/collection/key-directory.ts'
import type { Database } from '../../src/database/open.ts'
import { openJobs } from '../../src/jobs/queue.ts'
import { readCatalogue } from '../../src/web/i18n.ts'
import { eventually } from '../support/app.ts'
import { anOrganisation } from '../support/checks.ts'
import { databaseKinds } from '../support/database.ts'
import { aPlace, countIn, inDatabase, type Place, start } from '../support/place.ts'

const groups = 16
const publicId = 'opened-at-last'

for (const kind of databaseKinds)
  t.test(`kill -9 while a check is opened: it is a draft or it is open (${kind})`, async (t) => {
    const place = await aPlace(t, kind)
    const checkId = await inDatabase(place, askedDraft)
    const seen: string[] = []
    for (const delay of [300, 1_200]) {
      await killAfter(t, place, delay)
      seen.push(await inDatabase(place, (database) => stateOf(database, place, checkId)))
      await inDatabase(place, twoMinutesLater)
    }
    t.comment(`seen after each kill: ${seen.join(', ')}`)
    t.ok(seen.includes('draft with keys'), 'a kill came while keys were drawn')
    t.notOk(seen.includes('torn'))
    const heir = await start(t, place)
    await eventually(() => isOpenAt(heir.url))
    await heir.stop()
    t.equal(await inDatabase(place, (database) => stateOf(database, place, checkId)), 'open')
    t.same(keysIn(place), [checkId], 'what the dead left aside is gone')
  })

t.test('two processes open a check once', async (t) => {
  const place = await aPlace(t, 'postgres')
  const checkId = await inDatabase(place, askedDraft)
  const rivals = await Promise.all([start(t, place), start(t, place)])
  await eventually(() => isOpenAt(rivals[0].url))
  t.ok(await isOpenAt(rivals[1].url))
  await Promise.all(rivals.map((rival) => rival.stop()))
  t.equal(await inDatabase(place, (database) => stateOf(database, place, checkId)), 'open')
})

/** A draft that somebody has signed off, with the job that is to open it. */
async function askedDraft(database: Database): Promise<string> {
  const { db } = database
  const scope = { db, workspaceId: randomUUID() }
  const now = () => new Date()
  await db
    .insertInto('workspaces')
    .values({ id: scope.workspaceId, name: 'Northgate Advisory', created_at: now() })
    .execute()
  const teams = Object.fromEntries(Array.from({ length: groups }, (_, at) => [`Team ${at + 1}`, 5]))
  const { id: organisationId } = await anOrganisation(scope, { teams })
  // All by printed code: sealed without a mail server.
  await db.updateTable('people').set({ email: null }).execute()
  const checkId = randomUUID()
  await addCheck(scope, { ...{ id: checkId, organisationId, publicId, openId: 'none' }, at: now(), setUp })
  const check = await findCheck(scope, checkId)
  if (check === undefined) throw new Error('The draft was not kept.')
  const { mark } = await prospectOf({ now, translate: readCatalogue(), mailer: null }, scope, check)
  await askForOpening(scope, checkId, { accountId: randomUUID(), mark, keys: groups })
  const jobs = openJobs(database, () => {})
  jobs.define('open-check', z.unknown(), async () => {}, { expireInSeconds: 3600 })
  await jobs.start()
  // By then it is left to the servers.
  const order = { singletonKey: checkId, startAfter: new Date(Date.now() + 3_000) }
  await jobs.send('open-check', { workspaceId: scope.workspaceId, checkId }, order)
  await jobs.stop()
  return checkId
}

const setUp: Parameters<typeof addCheck>[1]['setUp'] = {
  ...{ name: 'Q4 2026', opensOn: '2026-11-20', closesAt: new Date('2099-01-01'), resultsOn: '2099-01-15' },
  ...{ resultsTo: 'Everyone', runBy: 'Northgate Advisory', profile: 'standard', hasOpenLink: false },
  ...{ languages: ['en'], droppedItems: [], bankItems: [], isPulse: false, ownItems: [], priorities: [] },
}

async function killAfter(t: Test, place: Place, delay: number): Promise<void> {
  const left = keysIn(place)
  const server = await start(t, place)
  await eventually(async () => keysIn(place).some((name) => !left.includes(name)))
  await new Promise((resolve) => setTimeout(resolve, delay))
  await server.killHard()
}

/** As the queue sees it: the last sign of life of who died is old. */
async function twoMinutesLater({ db }: Database): Promise<void> {
  await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '2 minutes'
    where name = 'open-check'`.execute(db)
  await sql`update pgboss.queue set monitor_on = null`.execute(db)
}

async function isOpenAt(url: string): Promise<boolean> {
  return (await fetch(`${url}/i/${publicId}`)).status === 200
}

/** Whole sets of keys by check, and what is aside. */
function keysIn({ folder }: Place): readonly string[] {
  const checks = join(folder, 'keys', 'checks')
  try {
    return readdirSync(checks)
  } catch {
    return []
  }
}

type State = 'draft with keys' | 'draft without keys' | 'open' | 'torn'

async function stateOf(database: Database, place: Place, checkId: string): Promise<State> {
  const check = await database.db.selectFrom('checks').selectAll().executeTakeFirstOrThrow()
  const units = await database.db.selectFrom('units').select('id').execute()
  const invited = await countIn(database, 'invitations')
  if (check.status === 'draft' && units.length + invited === 0 && check.key_directory === null)
    return keysIn(place).length > 0 ? 'draft with keys' : 'draft without keys'
  if (check.status !== 'open' || units.length !== groups || invited !== groups * 5) return 'torn'
  const keys = openCheckKeys(join(place.folder, 'keys')).keysOf(checkId)
  const published = units.every(({ id }) => {
    const key = keys?.unitKey(id) ?? null
    return key !== null && isPublished(check.key_directory ?? '', createPublicKey(key))
  })
  return published ? 'open' : 'torn'
}

function isPublished(directory: string, key: ReturnType<typeof createPublicKey>): boolean {
  const spki = key.export({ type: 'spki', format: 'der' }).toString('base64url')
  return directory.includes(spki) || directory.includes(keyIdOf(key).toString('base64url'))
}
