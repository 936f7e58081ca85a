import fc from 'fast-check'
import t from 'tap'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { judgedTargets } from '../../src/diagnosis/findings.ts'
import { speakingFor } from '../../src/diagnosis/settled-by.ts'
import { verdicts } from '../../src/diagnosis/verdict.ts'
import { readCatalogue } from '../../src/web/i18n.ts'
import { messagesIn } from '../support/messages-in.ts'
import { aContribution, someEvidence } from './evidence-builder.ts'

const translate = readCatalogue()

t.test('every sentence of any diagnosis is in the catalogue, with all its places filled', async (t) => {
  const anyPiece = fc.record({
    speaksFor: fc.constantFrom(...judgedTargets),
    direction: fc.constantFrom('supports' as const, 'contradicts' as const),
    strength: fc.constantFrom(1 as const, 2 as const, 3 as const),
    source: fc.constantFrom('survey', 'other'),
    local: fc.constantFrom(null, { id: 'a', name: 'Depot' }, { id: 'b', name: 'Sales' }),
    signal: fc.constantFrom('recall-all', 'assumption-gap', 'S6-O1', 'S4-S5-O5'),
  })
  fc.assert(
    fc.property(fc.array(anyPiece, { maxLength: 12 }), (pieces) => {
      const evidence = pieces.map((piece) =>
        someEvidence({ ...piece, because: null, says: { key: 'diagnosis.verdict.mixed' } }),
      )
      for (const message of messagesIn(diagnose([aContribution({ evidence })]))) {
        t.notOk(translate.say('en', message).includes('{'), message.key)
      }
    }),
    { numRuns: 60 },
  )
})

t.test('every verdict, target and instrument has its name and its meaning', async (t) => {
  for (const verdict of verdicts) {
    t.ok(translate.has(`diagnosis.verdict.${verdict}`), verdict)
    t.ok(translate.has(`diagnosis.verdict-means.${verdict}`), verdict)
  }
  for (const target of judgedTargets) t.ok(translate.has(`diagnosis.meaning.${target}`), target)
  for (const instrument of Object.values(speakingFor).flat()) {
    t.ok(translate.has(`diagnosis.instrument.${instrument}`), instrument)
    t.ok(translate.has(`diagnosis.look.${instrument}`), instrument)
    t.ok(translate.has(`reports.method.area.${instrument}`), instrument)
  }
})
