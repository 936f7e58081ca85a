import { sql } from 'kysely'
import t from 'tap'
import { deleteWaiting, type UnsealedText } from '../../src/collection/text-queries.ts'
import { openWaitingTexts, type WaitingTexts } from '../../src/collection/waiting-texts.ts'
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

onEachDatabase(t, 'texts of several closes, sides, languages and questions', async (t, database) => {
  const running = await startApp(t, database)
  const owner = await anOwner(running)
  const scope = closingOf(database.db, owner.workspaceId)
  const aCheck = async () => (await aSurvey(running, owner, { sealed: true })).checkId
  const waitingOf = (checkId: string) =>
    scope.db.selectFrom('waiting_texts').select(['id', 'sealed']).where('check_id', '=', checkId).execute()
  const keep = (closing: WaitingTexts) => inTransaction(scope, (trx) => closing.keep(trx, 10))
  const keptOf = async (checkId: string) => {
    const rows = await database.db
      .selectFrom('open_texts')
      .selectAll()
      .where('check_id', '=', checkId)
      // As they lie on the disk.
      .orderBy(sql`ctid`)
      .execute()
    return rows.map(({ texts, ...row }) => ({ ...row, text: String(texts) }))
  }
  const keepAll = async (written: readonly UnsealedText[]) => {
    const checkId = await aCheck()
    const closing = openWaitingTexts(scope, checkId)
    await closing.add(written)
    await keep(closing)
    return keptOf(checkId)
  }
  const sealOnce = async (written: readonly UnsealedText[]) => {
    const checkId = await aCheck()
    const closing = openWaitingTexts(scope, checkId)
    await closing.add(written)
    const [row] = await waitingOf(checkId)
    if (row === undefined) throw new Error('Nothing waits.')
    const put = (bytes: Uint8Array) =>
      database.db
        .updateTable('waiting_texts')
        .set({ sealed: Buffer.from(bytes) })
        .where('id', '=', row.id)
        .execute()
    return { checkId, closing, put, sealed: Buffer.from(row.sealed) }
  }

  await t.test('are sealed with a key that only their close has, each time in other bytes', async (t) => {
    const [one, other] = [await sealOnce(texts(12)), await sealOnce(texts(12))]
    await one.closing.add(texts(12))
    const sealed = (await waitingOf(one.checkId)).map((row) => Buffer.from(row.sealed))
    const [first, again] = sealed
    if (first === undefined || again === undefined) throw new Error('Nothing waits.')
    const [nonce, tag] = [12, 16]
    t.notOk(first.subarray(0, nonce).equals(again.subarray(0, nonce)), 'no nonce comes twice')
    const bare = Buffer.byteLength(JSON.stringify(texts(12)))
    t.equal(first.length, nonce + tag + bare, 'there is no room for the key beside them')
    await other.put(one.sealed)
    await t.rejects(keep(other.closing), 'what another close has sealed cannot be opened')
    t.same(await keptOf(other.checkId), [])
  })

  await t.test('are not kept when they were altered', async (t) => {
    const { checkId, closing, put, sealed } = await sealOnce(texts(12))
    // Within the words of the last: it would still be read as texts.
    await put(sealed.map((byte, at) => (at === sealed.length - 5 ? byte ^ 1 : byte)))
    await t.rejects(keep(closing))
    t.same(await keptOf(checkId), [])
  })

  await t.test('of another check wait on', async (t) => {
    const [one, other] = [await sealOnce(texts(12)), await sealOnce(texts(12))]
    await keep(one.closing)
    t.equal((await waitingOf(other.checkId)).length, 1)
    await keep(other.closing)
    t.equal((await keptOf(other.checkId)).length, 12)
  })

  await t.test('are kept by language, side and question only where enough wrote something', async (t) => {
    const of = (change: Partial<UnsealedText>, count: number): readonly UnsealedText[] =>
      texts(count).map((text) => ({ ...text, ...change }))
    const kept = await keepAll([
      ...of({ language: 'en' }, 10),
      ...of({ language: 'de' }, 9),
      ...of({ language: 'en', side: 'leadership' }, 9),
      ...of({ language: 'fr', question: 'q1' }, 10),
      ...of({ language: 'fr' }, 9),
      ...of({ language: 'it', question: 'q1' }, 9),
      ...of({ language: 'it', question: 'q1', texts: [] }, 5),
    ])
    const groups = kept.map(({ question, language, side }) => `${question} ${language} ${side}`)
    t.same([...new Set(groups)].sort(), ['q1 fr staff', 'q2 en staff'])
    t.equal(kept.length, 20)
  })

  await t.test('come in an order and with ids that say nothing', async (t) => {
    const said = texts(40).map(({ texts }) => String(texts))
    const kept = await keepAll([
      ...texts(40),
      ...texts(40).map((text) => ({ ...text, question: 'q1' as const })),
    ])
    const orderOf = (rows: typeof kept, question: string) =>
      rows.filter((row) => row.question === question).map(({ text }) => text)
    t.same(orderOf(kept, 'q1').sort(), said.toSorted())
    const byId = kept.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    for (const rows of [kept, byId]) {
      const orders = [said, orderOf(rows, 'q1'), orderOf(rows, 'q2')].map((order) => order.join())
      t.equal(new Set(orders).size, 3, 'neither as they came nor one question as the other')
    }
  })
})
