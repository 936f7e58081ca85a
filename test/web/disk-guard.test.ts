import { statfsSync } from 'node:fs'
import t from 'tap'
import { anOwner, aVisitor, startApp } from '../support/app.ts'
import { freshDatabase } from '../support/database.ts'
import { aFolder } from '../support/process.ts'
import { answersOf, aSurvey } from '../support/survey.ts'

const bytes = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

// The disk is as full as it is; what is moved is how much of it has to stay free.
for (const { kind, more, status } of [
  { kind: 'pglite', more: 100_000_000_000, status: 503 },
  { kind: 'pglite', more: -1_000_000_000, status: 200 },
  { kind: 'postgres', more: 100_000_000_000, status: 200 },
] as const)
  t.test(`${more > 0 ? 'a full' : 'a roomy'} disk: ${kind} answers ${status}`, async (t) => {
    const DATA_DIR = aFolder(t)
    const DISK_RESERVE_MB = String(Math.max(0, Math.round((bytes(DATA_DIR) + more) / 1_048_576)))
    const database = await freshDatabase(t, kind)
    const running = await startApp(t, database, { env: { DATA_DIR, DISK_RESERVE_MB } })
    const check = await aSurvey(running, await anOwner(running), { teams: { North: 6 } })
    const [person] = check.people
    if (person === undefined) throw new Error('Nobody was invited.')
    const visitor = aVisitor(running)
    const sent = await visitor.post(`/i/${check.publicId}/answers`, answersOf(person))
    t.equal(sent.status, status)
    if (status === 503) t.match(sent.body, /no room for more/)
    const rows = await database.db.selectFrom('responses').select('id').execute()
    t.equal(rows.length, status === 200 ? 1 : 0, 'whoever is refused is told so')
    for (const page of [`/i/${check.publicId}`, '/app/sign-in', '/readyz'])
      t.equal((await visitor.get(page)).status, 200, 'what is kept is shown')
  })
