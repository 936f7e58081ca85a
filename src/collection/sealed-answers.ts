import type { Scope } from '../database/scope.ts'
import type { AnswerSheet } from './answer-sheet.ts'
import { askKeyThread } from './ask-key-thread.ts'
import type { CheckKeyFolder } from './check-keys.ts'
import type { ClosingAnswers, UnitAnswers } from './closing-answers.ts'
import { atHand, KeysMissing } from './keys-at-hand.ts'
import { openKeyIdOf } from './open-key.ts'
import { countSealed, deleteEnvelopes, saveCollection } from './sealed-close-queries.ts'
import { readEnvelopes, type StoredEnvelope } from './sealed-queries.ts'
import type { UnsealedText } from './text-queries.ts'
import { unveilUnit } from './unit-veil.ts'
import { openWaitingTexts } from './waiting-texts.ts'
import { workAhead } from './work-ahead.ts'

type Side = UnsealedText['side']

export type SealedCheck = {
  readonly checkId: string
  readonly publicId: string
  readonly sideOf: ReadonlyMap<string, Side>
  /** null for what is no answer to this check. */
  readonly read: (content: string, unitId: string) => AnswerSheet | null
}

// Counting as many takes about ten milliseconds: nobody who asks for a page waits longer for the close.
const mostInBatch = 250

/**
 * Answers in sealed envelopes, each opened once. What was said is counted at once; what was written waits, sealed anew,
 * for the last transaction, so that memory stays flat and no text stands anywhere but where it is kept.
 */
export function sealedAnswers(scope: Scope, keys: CheckKeyFolder, check: SealedCheck): ClosingAnswers {
  const { checkId, sideOf } = check
  const open = openerOf(keys, check)
  const texts = openWaitingTexts(scope, checkId)
  const seen = { read: 0, opened: 0, byOpenLink: 0, junk: 0 }
  return {
    count: async () => (await countSealed(scope, checkId)).envelopes,
    batches: async function* () {
      for await (const opened of workAhead(readInBatches(scope, checkId), open)) {
        const answers = opened.flatMap(answersIn)
        await texts.add(answers.flatMap(({ unitId, sheet }) => textsOf(sheet, sideOf.get(unitId) ?? 'staff')))
        const byOpenLink = opened.filter(({ side }) => side === 'open')
        seen.read += opened.length
        seen.opened += answers.length
        seen.byOpenLink += byOpenLink.length
        seen.junk += byOpenLink.filter(({ sheet }) => sheet === null).length
        yield { answers, done: seen.read }
      }
    },
    finish: async (trx, { table, counted }) => {
      const counts = await countSealed(trx, checkId)
      if (seen.read !== counts.spent - counts.withdrawn || seen.opened !== counted)
        throw new Error(
          `The close counted ${counted} answers, but ${counts.spent} are spent and ${counts.withdrawn} withdrawn.`,
        )
      await texts.keep(trx, table.rule.texts)
      // Anybody may throw anything at an open link, and nothing was issued for it: neither says how the rest went.
      const unreadable = seen.read - seen.opened - seen.junk
      const lost = counts.issued - (counts.spent - seen.byOpenLink)
      await saveCollection(trx, checkId, { lost, unreadable })
      await deleteEnvelopes(trx, checkId)
    },
  }
}

/** `sheet` null: what was in it cannot be counted. */
type Opened = { readonly unitId: string; readonly side: Side | null; readonly sheet: AnswerSheet | null }
type Open = (stored: readonly StoredEnvelope[]) => Promise<readonly Opened[]>

function openerOf(keys: CheckKeyFolder, { checkId, publicId, sideOf, read }: SealedCheck): Open {
  const found = keys.keysOf(checkId)
  if (found === null) throw new KeysMissing('The keys of a check that is to be closed are missing.')
  const { secret, veilKey, keyIds } = atHand(found)
  const sealKey = secret.sealKey()
  const belonging = ({ mark, veil, envelope }: StoredEnvelope) => {
    const unitId = unveilUnit(veilKey, mark, veil)
    const side = sideOf.get(unitId) ?? null
    const keyId = side === 'open' ? openKeyIdOf(unitId) : keyIds.get(unitId)
    const place = keyId === undefined ? null : { check: publicId, keyId, mark }
    return { unitId, side, envelope, place }
  }
  return async (stored) => {
    const envelopes = stored.map(belonging)
    const contents = await askKeyThread('open', { sealKey, envelopes })
    return envelopes.map(({ unitId, side }, at) => {
      const content = contents[at] ?? null
      return { unitId, side, sheet: content === null ? null : read(content, unitId) }
    })
  }
}

async function* readInBatches(scope: Scope, checkId: string) {
  for (let after: Buffer | null = null; ; ) {
    const stored: readonly StoredEnvelope[] = await readEnvelopes(scope, checkId, {
      after,
      most: mostInBatch,
    })
    yield stored
    after = stored.at(-1)?.mark ?? null
    if (stored.length < mostInBatch || after === null) return
  }
}

function answersIn({ unitId, sheet }: Opened): readonly UnitAnswers[] {
  return sheet === null ? [] : [{ unitId, sheet }]
}

function textsOf({ language, named, obstacle }: AnswerSheet, side: Side): readonly UnsealedText[] {
  const first = { question: 'q1' as const, language, side, texts: named }
  return obstacle === null ? [first] : [first, { question: 'q2', language, side, texts: [obstacle] }]
}
