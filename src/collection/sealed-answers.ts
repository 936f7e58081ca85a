import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Scope } from '../database/scope.ts'
import type { AnswerSheet } from './answer-sheet.ts'
import type { CheckKeyFolder } from './check-keys.ts'
import type { ClosingAnswers, UnitAnswers } from './closing-answers.ts'
import { openEnvelope } from './envelope.ts'
import { atHand, KeysMissing } from './keys-at-hand.ts'
import { openKeyIdOf } from './open-key.ts'
import {
  addTexts,
  countSealed,
  deleteEnvelopes,
  keepTexts,
  openTextRoom,
  saveCollection,
  type UnsealedText,
} from './sealed-close-queries.ts'
import { readEnvelopes, type StoredEnvelope } from './sealed-queries.ts'
import { unveilUnit } from './unit-veil.ts'

type Side = UnsealedText['side']

export type SealedCheck = {
  readonly checkId: string
  readonly publicId: string
  readonly sideOf: ReadonlyMap<string, Side>
  /** null for what is no answer to this check. */
  readonly read: (content: string, unitId: string) => AnswerSheet | null
}

const mostInBatch = 500
// About eight milliseconds: nobody who asks for a page waits longer for the close.
const mostInTurn = 64

/**
 * Answers in sealed envelopes. They are opened twice: to be counted, and in the last transaction for their texts, so
 * that memory stays flat and no text is written anywhere but where it is kept.
 */
export function sealedAnswers(scope: Scope, keys: CheckKeyFolder, check: SealedCheck): ClosingAnswers {
  const { checkId } = check
  const open = openerOf(keys, check)
  return {
    count: async () => (await countSealed(scope, checkId)).envelopes,
    batches: () => openInBatches(scope, checkId, open),
    finish: async (trx, { table, counted }) => {
      const counts = await countSealed(trx, checkId)
      const texts = await moveSealedTexts(trx, check, { open, fewest: table.rule.texts })
      if (texts.read !== counts.spent - counts.withdrawn || texts.opened !== counted)
        throw new Error(
          `The close counted ${counted} answers, but ${counts.spent} are spent and ${counts.withdrawn} withdrawn.`,
        )
      // Anybody may throw anything at an open link, and nothing was issued for it: neither says how the rest went.
      const unreadable = texts.read - texts.opened - texts.junk
      const lost = counts.issued - (counts.spent - texts.byOpenLink)
      await saveCollection(trx, checkId, { lost, unreadable })
      await deleteEnvelopes(trx, checkId)
    },
  }
}

/** `sheet` null: what was in it cannot be counted. */
type Opened = { readonly unitId: string; readonly side: Side | null; readonly sheet: AnswerSheet | null }
type Open = (stored: StoredEnvelope) => Opened

function openerOf(keys: CheckKeyFolder, { checkId, publicId, sideOf, read }: SealedCheck): Open {
  const found = keys.keysOf(checkId)
  if (found === null) throw new KeysMissing('The keys of a check that is to be closed are missing.')
  const { secret, veilKey, keyIds } = atHand(found)
  const sealKey = secret.sealKey()
  return ({ mark, veil, envelope }) => {
    const unitId = unveilUnit(veilKey, mark, veil)
    const side = sideOf.get(unitId) ?? null
    const keyId = side === 'open' ? openKeyIdOf(unitId) : keyIds.get(unitId)
    if (keyId === undefined) return { unitId, side, sheet: null }
    const opened = openEnvelope(sealKey, envelope, { check: publicId, keyId, mark })
    return { unitId, side, sheet: opened.outcome === 'opened' ? read(opened.content, unitId) : null }
  }
}

async function* openInBatches(scope: Scope, checkId: string, open: Open) {
  let done = 0
  for (let after: Buffer | null = null; ; ) {
    const stored: readonly StoredEnvelope[] = await readEnvelopes(scope, checkId, {
      after,
      most: mostInBatch,
    })
    done += stored.length
    const opened = await openAll(stored, open)
    yield { opened, answers: opened.flatMap(answersIn), done }
    after = stored.at(-1)?.mark ?? null
    if (stored.length < mostInBatch || after === null) return
  }
}

async function openAll(stored: readonly StoredEnvelope[], open: Open): Promise<readonly Opened[]> {
  const opened: Opened[] = []
  for (const [at, each] of stored.entries()) {
    if (at % mostInTurn === 0) await nextTurn()
    opened.push(open(each))
  }
  return opened
}

function answersIn({ unitId, sheet }: Opened): readonly UnitAnswers[] {
  return sheet === null ? [] : [{ unitId, sheet }]
}

async function moveSealedTexts(
  trx: Scope,
  { checkId, sideOf }: SealedCheck,
  { open, fewest }: { readonly open: Open; readonly fewest: number },
) {
  const counts = { read: 0, opened: 0, byOpenLink: 0, junk: 0 }
  await openTextRoom(trx)
  for await (const { opened, answers, done } of openInBatches(trx, checkId, open)) {
    await addTexts(
      trx,
      answers.flatMap(({ unitId, sheet }) => textsOf(sheet, sideOf.get(unitId) ?? 'staff')),
    )
    const byOpenLink = opened.filter(({ side }) => side === 'open')
    counts.read = done
    counts.opened += answers.length
    counts.byOpenLink += byOpenLink.length
    counts.junk += byOpenLink.filter(({ sheet }) => sheet === null).length
  }
  await keepTexts(trx, checkId, fewest)
  return counts
}

function textsOf({ language, named, obstacle }: AnswerSheet, side: Side): readonly UnsealedText[] {
  const first = { question: 'q1' as const, language, side, texts: named }
  return obstacle === null ? [first] : [first, { question: 'q2', language, side, texts: [obstacle] }]
}
