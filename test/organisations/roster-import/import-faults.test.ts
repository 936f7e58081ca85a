import { randomUUID } from 'node:crypto'
import t from 'tap'
import { listTeams } from '../../../src/organisations/queries.ts'
import { importRoster } from '../../../src/organisations/roster-import/import-roster.ts'
import { packTable } from '../../../src/organisations/roster-import/pack-table.ts'
import * as queries from '../../../src/organisations/roster-import/queries.ts'
import { anOwner } from '../../support/app.ts'
import { onEachDatabase } from '../../support/database.ts'
import {
  addNamed,
  anOrganisation,
  confirmImport,
  roster,
  stored,
  upload,
} from '../../support/organisations.ts'

onEachDatabase(t, 'a foreign workspace cannot reach an import', async (t, database) => {
  const room = await anOrganisation(t, database)
  await room.visitor.get(`${room.room}/import`)
  const stranger = await anOwner(room.running, 'Southgate Partners')
  const foreign = await addNamed(room.running, stranger, 'Heron Foods')
  await queries.addImport(stranger, {
    id: foreign,
    organisationId: foreign,
    fileName: 'people.csv',
    settings: {
      mapping: {
        header: 0,
        roles: ['name'],
        separator: 'none',
        makeParents: false,
        lastFirst: false,
        keepsTop: false,
      },
      removesMissing: false,
    },
    totalRows: 1,
    packed: packTable([['Name'], ['Ada Example']]),
    at: room.running.deps.now(),
  })
  for (const organisation of [foreign, room.organisationId])
    t.equal((await room.visitor.get(`/app/organisations/${organisation}/import/${foreign}`)).status, 404)
  t.equal((await room.visitor.post(`${room.room}/import/${foreign}/confirm`, {})).status, 404)
  t.same(await database.db.selectFrom('people').select('id').execute(), [])
})

onEachDatabase(t, 'confirmed twice at once it is done once', async (t, database) => {
  const room = await anOrganisation(t, database)
  const preview = await upload(room, roster)
  await room.visitor.get(preview)
  const answers = await Promise.all([1, 2, 3].map(() => room.visitor.post(`${preview}/confirm`, {})))
  t.same(
    answers.map(({ status }) => status),
    [303, 303, 303],
  )
  await confirmImport(room, preview)
  t.equal((await stored(room)).length, 4)
  const acts = await database.db
    .selectFrom('audit_log')
    .select('act')
    .where('act', '=', 'roster-imported')
    .execute()
  t.equal(acts.length, 1)
})

onEachDatabase(
  t,
  'twenty thousand rows take a few seconds, and the bar survives a reload',
  async (t, database) => {
    const room = await anOrganisation(t, database)
    const lines = Array.from(
      { length: 20_000 },
      (_, at) =>
        `Person ${at},person.${at}@kestrel.example,Kestrel / Area ${at % 9} / Team ${at % 180},${at % 90 === 0 ? 'x' : ''}`,
    )
    const preview = await upload(room, `Name,E-mail,Team path,Leader\n${lines.join('\n')}`)
    const page = await room.visitor.get(`${preview}?page=400`)
    t.match(page.body, '20,000 rows will be taken over.')
    t.match(page.body, 'person.19999@kestrel.example')
    const start = performance.now()
    await room.visitor.post(`${preview}/confirm`, {})
    t.match((await room.visitor.get(preview)).body, /role="progressbar"|people were added/)
    t.match(await confirmImport(room, preview), '20,000 people were added.')
    t.ok(performance.now() - start < 30_000, `done in ${Math.round(performance.now() - start)} ms`)
    t.comment(`imported in ${Math.round(performance.now() - start)} ms`)
    t.match((await room.visitor.get(`${room.room}/people?q=person.777%40`)).body, 'Person 777')
  },
)

onEachDatabase(
  t,
  'an import that breaks midway has written nothing, and goes well the next time',
  async (t, database) => {
    const room = await anOrganisation(t, database)
    const preview = await upload(room, roster)
    const importId = preview.slice(preview.lastIndexOf('/') + 1)
    let drawn = 0
    const breaking = () => {
      if (++drawn > 5) throw new Error('The process ends here.')
      return randomUUID()
    }
    await t.rejects(
      importRoster(room.scope, importId, { uuid: breaking, keys: room.running.deps.keys, report: () => {} }),
      /ends here/,
    )
    t.same(await stored(room), [])
    t.same(await listTeams(room.scope, room.organisationId), [])
    t.match(
      await importRoster(room.scope, importId, {
        uuid: randomUUID,
        keys: room.running.deps.keys,
        report: () => {},
      }),
      { added: 4 },
    )
    t.equal(
      await importRoster(room.scope, importId, {
        uuid: randomUUID,
        keys: room.running.deps.keys,
        report: () => {},
      }),
      'nothing-to-do',
    )
    t.equal((await stored(room)).length, 4)
  },
)
