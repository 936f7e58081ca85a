import t from 'tap'
import { deleteWaiting } from '../../src/collection/text-queries.ts'
import { openWaitingTexts } from '../../src/collection/waiting-texts.ts'
import { closingOf, inTransaction } from '../../src/database/scope.ts'
import { anOwner, startApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'
import { dumpOf, inHex } from '../support/dump.ts'
import { aSurvey } from '../support/survey.ts'

const marker = 'Everything is urgent and nobody decides'
const texts = (count: number, language = 'en') =>
  Array.from({ length: count }, (_, at) => ({
    question: 'q2' as const,
    language,
    side: 'staff' as const,
    texts: [`${marker} ${language} ${at}`],
  }))

onEachDatabase(t, 'texts that wait for the end of a close', async (t, database) => {
  const running = await startApp(t, database)
  const owner = await anOwner(running)
  const { checkId } = await aSurvey(running, owner, { sealed: true })
  const scope = closingOf(database.db, owner.workspaceId)
  const waiting = async () => (await scope.db.selectFrom('waiting_texts').select('id').execute()).length
  const kept = async () =>
    (await database.db.selectFrom('open_texts').select(['language', 'texts']).execute()).map(({ texts }) =>
      String(texts),
    )

  const first = openWaitingTexts(scope, checkId)
  const rival = openWaitingTexts(scope, checkId)
  await first.add(texts(7))
  await first.add(texts(9, 'de'))
  await first.add([])
  await rival.add(texts(12, 'fr'))
  await first.add(texts(5).map((text) => ({ ...text, texts: [`${text.texts} more`] })))

  await t.test('can be read by nobody who has the database', async (t) => {
    t.equal(await waiting(), 4)
    const dump = await dumpOf(database)
    for (const form of [marker, inHex(marker)]) t.notMatch(dump, form)
  })

  await t.test('wait on when the last step is taken back', async (t) => {
    const failed = inTransaction(scope, async (trx) => {
      await first.keep(trx, 10)
      throw new Error('The last step failed.')
    })
    await t.rejects(failed, /last step/)
    t.equal(await waiting(), 4)
    t.same(await kept(), [])
  })

  await t.test('are kept where enough wrote in a language, and nothing of any close is left', async (t) => {
    await inTransaction(scope, (trx) => first.keep(trx, 10))
    const own = [...texts(7).map(({ texts }) => texts[0]), ...texts(5).map(({ texts }) => `${texts[0]} more`)]
    t.same((await kept()).sort(), own.sort())
    t.equal(await waiting(), 0)
  })

  await t.test('a rival that comes too late finds its own gone', async (t) => {
    await t.rejects(inTransaction(scope, (trx) => rival.keep(trx, 10)))
    await deleteWaiting(scope, checkId)
    t.equal((await kept()).length, 12)
  })
})
