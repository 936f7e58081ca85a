import t from 'tap'
import { listPeople } from '../../../src/organisations/people/queries.ts'
import { onEachDatabase } from '../../support/database.ts'
import {
  addNamed,
  anOrganisation,
  confirmImport,
  roster,
  stored,
  upload,
} from '../../support/organisations.ts'

onEachDatabase(t, 'a roster is previewed, confirmed and there', async (t, database) => {
  const room = await anOrganisation(t, database)
  const preview = await upload(room, roster)
  const page = await room.visitor.get(preview)
  t.match(page.body, '4 rows will be taken over.')
  t.match(page.body, 'Kestrel / Sales / North')
  t.same(await stored(room), [], 'nothing is written before the confirm')

  const outcome = await confirmImport(room, preview)
  t.match(outcome, '4 people were added.')
  t.match(outcome, '3 teams were made.')
  t.same(await stored(room), [
    { name: 'Ada Example', email: 'ada@kestrel.example', isLeader: true, language: 'en', team: 'Kestrel' },
    {
      name: 'Ben Example',
      email: 'ben@kestrel.example',
      isLeader: false,
      language: 'de',
      team: 'Kestrel / Sales',
    },
    {
      name: 'Cleo Example',
      email: 'cleo@kestrel.example',
      isLeader: false,
      language: null,
      team: 'Kestrel / Sales / North',
    },
    { name: 'Dan Example', email: null, isLeader: false, language: 'fr', team: 'Kestrel / Sales / North' },
  ])
  const kept = await database.db.selectFrom('roster_imports').select('content').executeTakeFirstOrThrow()
  t.equal(kept.content.length, 0, 'the content of the file is gone')
})

onEachDatabase(t, 'the same file again changes nothing, a newer one updates', async (t, database) => {
  const room = await anOrganisation(t, database)
  await confirmImport(room, await upload(room, roster))
  const before = await listPeople(room.scope, room.organisationId)
  t.match(await confirmImport(room, await upload(room, roster)), '4 people were already as in the file.')
  t.same(await listPeople(room.scope, room.organisationId), before)

  const newer = `Name;E-Mail;Team path;Leader
Ada Newname;ADA@kestrel.example;Kestrel;yes
Ben Example;ben@kestrel.example;Kestrel / Support;no
Dan Example;dan@kestrel.example;Kestrel / Sales / North;x
`
  const preview = await upload(room, newer)
  t.match((await room.visitor.get(preview)).body, '1 person is in the roster but not in this file')
  t.match(await confirmImport(room, preview), '3 people were updated.')
  t.match(await stored(room), [
    { name: 'Ada Newname', isLeader: true, language: 'en', team: 'Kestrel' },
    { name: 'Ben Example', team: 'Kestrel / Support' },
    { name: 'Cleo Example' },
    { name: 'Dan Example', email: 'dan@kestrel.example', isLeader: true, language: 'fr' },
  ])
  t.equal((await stored(room)).length, 4, 'nobody is doubled')
})

onEachDatabase(t, 'rows with errors are told and left out', async (t, database) => {
  const room = await anOrganisation(t, database)
  const preview = await upload(
    room,
    `Name,E-mail,Team
Ada Example,ada@kestrel.example,Sales
,nobody@kestrel.example,Sales
Ben Example,ben at kestrel,Sales
Cleo Example,ADA@kestrel.example,Sales
Ada Example,,Sales
`,
  )
  const all = await room.visitor.get(preview)
  t.match(all.body, '2 rows will be taken over, 3 left out.')
  t.match(all.body, 'Column “Name” (A): The name is missing.')
  t.match(all.body, 'Column “E-mail” (B): “ben at kestrel” is not an e-mail address.')
  t.match(all.body, 'Row 2 has the same address')
  const wrong = await room.visitor.get(`${preview}?only=problems`)
  t.match(wrong.body, /<td class="num">3<\/td>/)
  t.match(wrong.body, 'stands in this team twice')
  await confirmImport(room, preview)
  t.same(
    (await stored(room)).map(({ name }) => name),
    ['Ada Example', 'Ada Example'],
  )
})

onEachDatabase(t, 'people who are not in the file go only when that is said twice', async (t, database) => {
  const room = await anOrganisation(t, database)
  await confirmImport(room, await upload(room, roster))
  const preview = await upload(room, 'Name,E-mail\nAda Example,ada@kestrel.example\n')
  await room.visitor.get(preview)
  const refused = await room.visitor.post(`${preview}/confirm`, {
    removesMissing: 'yes',
    organisationName: 'Kestre',
  })
  t.equal(refused.status, 422)
  t.match(refused.body, 'Nothing was changed')
  t.equal((await stored(room)).length, 4)
  const outcome = await confirmImport(room, preview, {
    removesMissing: 'yes',
    organisationName: 'kestrel payments',
  })
  t.match(outcome, '3 people were removed.')
  t.match(
    await stored(room),
    [{ name: 'Ada Example', team: 'Kestrel', isLeader: true }],
    'what the file does not tell stays',
  )
})

onEachDatabase(t, 'the reading of the columns can be changed', async (t, database) => {
  const room = await anOrganisation(t, database)
  const preview = await upload(room, 'Alpha;Beta;Gamma\nSales;Ada Example;ada@kestrel.example\n')
  const guessed = await room.visitor.get(preview)
  t.match(guessed.body, 'Say which column holds the name')
  const roles = { 'role-0': 'team', 'role-1': 'name', 'role-2': 'email' }
  const twice = await room.visitor.post(`${preview}/columns`, {
    ...roles,
    'role-0': 'name',
    header: '1',
    separator: 'none',
  })
  t.equal(twice.status, 422)
  t.match(twice.body, '“Name” is chosen for two columns')
  const changed = await room.visitor.post(`${preview}/columns`, { ...roles, header: '1', separator: 'none' })
  t.equal(changed.status, 303)
  await confirmImport(room, preview)
  t.match(await stored(room), [{ name: 'Ada Example', email: 'ada@kestrel.example', team: 'Sales' }])
})

onEachDatabase(t, 'what is no table is refused with a sentence, and nothing is kept', async (t, database) => {
  const room = await anOrganisation(t, database)
  await room.visitor.get(`${room.room}/import`)
  const files: [string, string, string][] = [
    ['letter.csv', 'Dear all,\n\nplease find, as agreed, the list attached.\nKind regards\n', 'not a table'],
    ['broken.xlsx', 'PK\u0003\u0004, and no more', 'damaged'],
  ]
  for (const [name, content, sentence] of files) {
    const answer = await room.visitor.upload(`${room.room}/import`, { name, content: Buffer.from(content) })
    t.equal(answer.status, 422, name)
    t.match(answer.body, sentence, name)
  }
  t.same(await database.db.selectFrom('roster_imports').select('id').execute(), [])
  const none = await room.visitor.post(`${room.room}/import`, {})
  t.match(none.body, 'Choose a file first')
})

onEachDatabase(t, 'an import belongs to its organisation', async (t, database) => {
  const room = await anOrganisation(t, database)
  const other = `/app/organisations/${await addNamed(room.running, room.scope, 'Heron Foods')}`
  const preview = await upload(room, roster)
  const importId = preview.slice(preview.lastIndexOf('/'))
  t.equal((await room.visitor.get(`${other}/import${importId}`)).status, 404)
  t.equal((await room.visitor.post(`${other}/import${importId}/confirm`, {})).status, 404)
  await room.visitor.get(preview)
  t.equal((await room.visitor.post(`${preview}/discard`, {})).location, room.room)
  t.equal((await room.visitor.get(preview)).status, 404)
})

onEachDatabase(t, 'what no column tells is said before anything is written', async (t, database) => {
  const room = await anOrganisation(t, database)
  const read = async (text: string) => (await room.visitor.get(await upload(room, text))).body
  const bare = await read('Name,Manager\nAda Example,Ben Example\nCleo Example,Ben Example\n')
  for (const part of ['No column tells the team', 'No column holds an e-mail address', 'leadership team'])
    t.match(bare, part)
  t.notMatch(await read(roster), 'No column')
})
