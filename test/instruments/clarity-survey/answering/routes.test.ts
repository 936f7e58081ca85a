import t from 'tap'
import { anOwner, aVisitor, startApp } from '../../../support/app.ts'
import { onEachDatabase } from '../../../support/database.ts'
import { answersOf, aSurvey } from '../../../support/survey.ts'

onEachDatabase(t, 'a person reads the contract, answers once and is thanked', async (t, database) => {
  const running = await startApp(t, database)
  const check = await aSurvey(running, await anOwner(running))
  const [person] = check.people
  if (person === undefined) throw new Error('Nobody was invited.')
  const visitor = aVisitor(running)

  const landing = await visitor.get(`/i/${check.publicId}`)
  t.equal(landing.status, 200)
  for (const said of ['Kestrel Payments', 'Robin Example', 'at least 5 people', '7 December 2026', 'trial'])
    t.match(landing.body, said)

  const form = await visitor.post(`/i/${check.publicId}/form`, { token: person.token })
  t.equal(form.status, 200)
  t.match(form.body, 'You count in the group “North”. 6 people were invited in it.')
  t.match(form.body, 'Questions 1 to 5 of 23')

  const sent = answersOf(person)
  const thanks = await visitor.post(`/i/${check.publicId}/answers`, sent)
  t.equal(thanks.status, 200)
  t.match(thanks.body, 'Thank you')
  const again = await visitor.post(`/i/${check.publicId}/answers`, sent)
  t.match(again.body, 'Thank you', 'the same submission is thanked again')
  const other = await visitor.post(`/i/${check.publicId}/answers`, answersOf(person))
  t.equal(other.status, 409)
  t.match(other.body, 'already been used')
  t.equal((await database.db.selectFrom('responses').selectAll().execute()).length, 1)
})
