import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { type DatabaseKind, emptyPostgresUrl } from '../support/database.ts'
import { aPlace, inDatabase, type Place, prepare, start } from '../support/place.ts'
import { aFolder } from '../support/process.ts'

/** As `npm run backup` and `npm run restore` do, with the settings of a place. */
async function run(command: 'backup' | 'restore', { folder, url }: Place, given: readonly string[]) {
  const file = fileURLToPath(new URL(`../../src/backup/${command}.ts`, import.meta.url))
  const child = spawn(process.execPath, [file, ...given], {
    env: {
      PATH: process.env.PATH ?? '',
      DATA_DIR: join(folder, 'data'),
      KEY_DIR: join(folder, 'keys'),
      ...(url === null ? {} : { DATABASE_URL: url }),
    },
  })
  const [said, put]: [Buffer[], Buffer[]] = [[], []]
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  child.stdout.on('data', (chunk: Buffer) => put.push(chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said: Buffer.concat(said).toString(), output: Buffer.concat(put) }
}

async function withAnOpenCheck(t: Test, kind: DatabaseKind) {
  const place = await aPlace(t, kind)
  const check = await inDatabase(place, (database) =>
    prepare(database, place, { people: 6, closesAt: '2099-01-01T00:00:00Z', sealed: true }),
  )
  return { place, check, file: join(place.folder, 'alignment.backup.gz') }
}

/** Each line of each secret file, long enough to be told from chance. */
function secretsIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(key|p8)$/.test(name),
  )
  const contents = files.map((name) => readFileSync(join(folder, name)))
  return contents.flatMap((content) => [
    content.toString('hex'),
    content.toString('base64'),
    ...content
      .toString()
      .split('\n')
      .filter((line) => line.length > 20 && !line.startsWith('-----')),
  ])
}

t.test('an embedded database is backed up while it is stopped, and moves to a server', async (t) => {
  const { place, check, file } = await withAnOpenCheck(t, 'pglite')
  const embedded = await start(t, place)
  const refused = await run('backup', place, [file])
  t.match(refused, { code: 1, said: /is in use by a running process.*stop it, run this again/ })
  t.notMatch(refused.said, /\.ts:\d/, 'no stack trace')
  t.notOk(existsSync(file))
  await embedded.stop()

  t.match(await run('backup', place, [file]), {
    code: 0,
    said: /KEY_DIR is not in it.*\n.*open checks go on/,
  })
  t.match(await run('restore', place, [file]), { code: 1, said: /not empty/ })
  const content = gunzipSync(readFileSync(file)).toString()
  t.match(content, check.checkId)
  const secrets = secretsIn(join(place.folder, 'keys'))
  t.ok(secrets.length > 10)
  t.same(
    secrets.filter((secret) => content.includes(secret)),
    [],
    'no key is in it',
  )

  const moved = { ...place, url: await emptyPostgresUrl() }
  t.match(await run('restore', moved, [file]), { code: 0, said: /Restored: \d+ rows/ })
  const server = await start(t, moved)
  t.match(await fetch(`${server.url}/i/${check.publicId}`), { status: 200 })
  t.match(await fetch(`${server.url}/readyz`), { status: 200 })
})

t.test('a running server is backed up beside its work, also into a pipe', async (t) => {
  const { place, check } = await withAnOpenCheck(t, 'postgres')
  const server = await start(t, place)
  const piped = await run('backup', place, ['-'])
  t.match(piped, { code: 0, said: /after that they are paused/ })
  t.match(gunzipSync(piped.output).toString(), check.checkId)
  t.match(await fetch(`${server.url}/i/${check.publicId}`), { status: 200 })
})

t.test('a command that cannot be done says what is missing', async (t) => {
  const nowhere = { folder: aFolder(t), url: null }
  t.match(await run('restore', nowhere, []), { code: 1, said: /Say which file/ })
  t.match(await run('backup', nowhere, []), { code: 1, said: /There is no database in/ })
  const unused = { folder: aFolder(t), url: await emptyPostgresUrl() }
  t.match(await run('backup', unused, []), { code: 1, said: /nothing of this program/ })
})
