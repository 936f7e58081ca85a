import t from 'tap'
import type { ReleasedTable } from '../../src/domain/disclosure/released-table.ts'
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { anOwner, aVisitor, signedIn, startApp, type TestApp } from '../support/app.ts'
import { aDraft, anOrganisation, openCheck } from '../support/checks.ts'
import { onEachDatabase } from '../support/database.ts'
import { everyone } from '../support/invited.ts'
import { answersOf } from '../support/survey.ts'

const hashOn = (body: string) => /<code class="hash">([0-9a-f]{64})</.exec(body)?.[1]

function rowOf({ deps }: TestApp, checkId: string) {
  return deps.db.selectFrom('checks').selectAll().where('id', '=', checkId).executeTakeFirstOrThrow()
}

async function tableOf({ deps }: TestApp, checkId: string): Promise<ReleasedTable> {
  const row = await deps.db
    .selectFrom('released_tables')
    .select('content')
    .where('check_id', '=', checkId)
    .executeTakeFirstOrThrow()
  return row.content as ReleasedTable
}

onEachDatabase(t, 'the anonymity contract', async (t, database) => {
  const running = await startApp(t, database)
  const scope = await anOwner(running)
  const visitor = await signedIn(running)

  const opened = async (roster: Parameters<typeof anOrganisation>[1], profile: 'standard' | 'strict') => {
    const { id } = await anOrganisation(scope, roster)
    const checkId = await aDraft(visitor, id, { profile })
    const signOff = await visitor.get(`/app/checks/${checkId}/sign-off`)
    await openCheck(visitor, checkId)
    return { checkId, signOff: signOff.body, row: await rowOf(running, checkId) }
  }
  const answerAll = async (checkId: string, obstacles: number) => {
    const { publicId, people } = await everyone(running, checkId)
    const guest = aVisitor(running)
    for (const [at, person] of people.entries()) {
      const said = answersOf(person, { obstacle: at < obstacles ? `in the way ${at}` : '' })
      t.equal((await guest.post(`/i/${publicId}/answers`, said)).status, 200)
    }
    return closeSurvey(running.deps, { workspaceId: scope.workspaceId, checkId })
  }

  await t.test('is the same at sign-off, before the first question, and where it is kept', async (t) => {
    const { signOff, row } = await opened({ teams: { North: 6, South: 7 } }, 'standard')
    const { hash } = row.contract as { hash: string }
    t.equal(hashOn(signOff), hash)
    const landing = await aVisitor(running).get(`/i/${row.public_id}`)
    t.equal(hashOn(landing.body), hash)
    t.match(landing.body, 'at least 5 people')
  })

  await t.test('is the one that the key directory of a sealed check stands for', async (t) => {
    const { signOff, row } = await opened({ teams: {}, withoutAddress: 12 }, 'standard')
    t.match(row, { mode: 'sealed', contract: { protocol: 'sealed' } })
    const { hash } = row.contract as { hash: string }
    t.match(JSON.parse(row.key_directory ?? ''), { contract: hash })
    t.equal(hashOn(signOff), hash)
    t.equal(hashOn((await aVisitor(running).get(`/i/${row.public_id}`)).body), hash)
  })

  await t.test('becomes stricter while the check is open, and never looser', async (t) => {
    const { checkId, row } = await opened({ teams: { North: 6, South: 7 }, leaders: 6 }, 'standard')
    const before = (row.contract as { hash: string }).hash
    const address = `/app/checks/${checkId}/contract`
    t.match((await visitor.get(address)).body, 'Make it stricter')
    await visitor.post(address, {})
    const after = await rowOf(running, checkId)
    t.match(after, {
      profile: 'strict',
      opening_profile: 'standard',
      contract: { profile: 'strict', tightens: before },
    })
    const landing = await aVisitor(running).get(`/i/${row.public_id}`)
    t.match(landing.body, 'at least 10 people')
    t.match(landing.body, before, 'the promise of the opening is named')

    await visitor.post(address, {})
    t.same((await rowOf(running, checkId)).contract, after.contract, 'a second time changes nothing')
    t.notMatch((await visitor.get(address)).body, 'Make it stricter')
    const edit = await visitor.post(`/app/checks/${checkId}/edit`, { profile: 'standard' })
    t.ok([303, 422].includes(edit.status))
    t.equal((await rowOf(running, checkId)).profile, 'strict')

    t.equal(await answerAll(checkId, 12), 'closed')
    const table = await tableOf(running, checkId)
    t.match(table, { profile: 'strict', rule: { k: 10, e: 3, detail: 100, texts: 15 } })
    t.same(
      table.atoms.map(({ name, answered }) => ({ name, answered })),
      [{ name: 'Kestrel Payments', answered: 13 }],
      'two teams and six leaders are each too few',
    )
    const audit = await database.db
      .selectFrom('audit_log')
      .select('details')
      .where('act', '=', 'contract-tightened')
      .execute()
    t.match(audit, [{ details: { from: before } }], 'once')
  })

  await t.test('holds under the strict profile from set-up to the results', async (t) => {
    const roster = { teams: { North: 12, South: 11, West: 6 }, leaders: 9 }
    const { checkId, signOff, row } = await opened(roster, 'strict')
    t.match(signOff, 'fewer than 10 people')
    t.match(row, { profile: 'strict', contract: { rule: { k: 10, e: 3, detail: 100, texts: 15 } } })
    t.equal(await answerAll(checkId, 14), 'closed')
    const table = await tableOf(running, checkId)
    t.ok(table.atoms.length > 1)
    for (const atom of table.atoms) t.ok(atom.answered >= 10, `${atom.name} has at least ten`)
    t.same(
      table.atoms[0]?.items.S1?.slice(1, 4),
      [0, 2, 10],
      'twelve of twelve agreed, told as nine at least',
    )
    const texts = await database.db
      .selectFrom('open_texts')
      .select('question')
      .where('check_id', '=', checkId)
      .execute()
    t.notOk(
      texts.some(({ question }) => question === 'q2'),
      'fourteen are too few',
    )
    t.ok(texts.some(({ question }) => question === 'q1'))

    const results = await visitor.get(`/app/checks/${checkId}/survey`)
    t.equal(results.status, 200)
    await visitor.post(`/app/checks/${checkId}/contract`, {})
    t.same((await rowOf(running, checkId)).contract, row.contract, 'a closed check keeps its promise')
    const report = await visitor.get(`/app/checks/${checkId}/report`)
    t.equal(report.status, 200)
  })
})
