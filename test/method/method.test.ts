import t from 'tap'
import { disclosureRules } from '../../src/domain/disclosure/rules.ts'
import { itemRows, surveyRule } from '../../src/domain/evidence-rules.ts'
import { anOwner, aVisitor, signedIn, startApp } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'

onEachDatabase(t, 'the method page prints the rules that are applied', async (t, database) => {
  const running = await startApp(t, database)
  await anOwner(running)
  const visitor = await signedIn(running)
  const { body, status } = await visitor.get('/app/method')
  t.equal(status, 200)
  const rows = [...body.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) =>
    [...(row ?? '').matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, cell]) =>
      (cell ?? '').replaceAll('\u00a0', ' '),
    ),
  )
  for (const rule of ['k', 'e', 'detail', 'texts'] as const) {
    const wanted = [disclosureRules.standard[rule], disclosureRules.strict[rule]].map(String)
    t.ok(
      rows.some((row) => row.slice(1).join() === wanted.join()),
      `${rule} of both profiles`,
    )
  }
  for (const { strength, atMost, upperBelow } of surveyRule.supports)
    t.ok(rows.some((row) => row.join() === `${strength},${atMost} %,${upperBelow} %`))
  const caps = itemRows.map((row) => `${row.supportsUpTo},${row.contradictsUpTo}`)
  t.same(
    rows
      .filter((row) => row.length === 5)
      .slice(1)
      .map((row) => row.slice(3).join()),
    caps,
  )
})

onEachDatabase(t, 'the method page is for people who have signed in', async (t, database) => {
  const running = await startApp(t, database)
  t.equal((await aVisitor(running).get('/app/method')).location, '/app/sign-in')
})
