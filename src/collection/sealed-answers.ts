import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Scope } from '../database/scope.ts'
import type { AnswerSheet } from './answer-sheet.ts'
import type { CheckKeyFolder } from './check-keys.ts'
import type { ClosingAnswers, UnitAnswers } from './closing-answers.ts'
import { openEnvelope } from './envelope.ts'
import { atHand, KeysMissing } from './keys-at-hand.ts'
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
    finish: async (trx, table) => {
      const counts = await countSealed(trx, checkId)
      const texts = await moveSealedTexts(trx, check, { open, fewest: table.rule.texts })
      const { answered } = table.participation
      if (texts.read !== counts.spent - counts.withdrawn || texts.opened !== answered)
        throw new Error(
          `The close counted ${answered} answers, but ${counts.spent} are spent and ${counts.withdrawn} withdrawn.`,
        )
      const unreadable = texts.read - texts.opened
      await saveCollection(trx, checkId, { lost: counts.issued - counts.spent, unreadable })
      await deleteEnvelopes(trx, checkId)
    },
  }
}

type Open = (stored: StoredEnvelope) => UnitAnswers | null

function openerOf(keys: CheckKeyFolder, { checkId, publicId, read }: SealedCheck): Open {
  const found = keys.keysOf(checkId)
  if (found === null) throw new KeysMissing('The keys of a check that is to be closed are missing.')
  const { secret, veilKey, keyIds } = atHand(found)
  const sealKey = secret.sealKey()
  return ({ mark, veil, envelope }) => {
    const unitId = unveilUnit(veilKey, mark, veil)
    const keyId = keyIds.get(unitId)
    if (keyId === undefined) return null
    const opened = openEnvelope(sealKey, envelope, { check: publicId, keyId, mark })
    const sheet = opened.outcome === 'opened' ? read(opened.content, unitId) : null
    return sheet === null ? null : { unitId, sheet }
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
    yield { answers: await openAll(stored, open), done }
    after = stored.at(-1)?.mark ?? null
    if (stored.length < mostInBatch || after === null) return
  }
}

async function openAll(stored: readonly StoredEnvelope[], open: Open): Promise<readonly UnitAnswers[]> {
  const answers: UnitAnswers[] = []
  for (const [at, each] of stored.entries()) {
    if (at % mostInTurn === 0) await nextTurn()
    const opened = open(each)
    if (opened !== null) answers.push(opened)
  }
  return answers
}

async function moveSealedTexts(
  trx: Scope,
  { checkId, sideOf }: SealedCheck,
  { open, fewest }: { readonly open: Open; readonly fewest: number },
): Promise<{ readonly read: number; readonly opened: number }> {
  let [read, opened] = [0, 0]
  await openTextRoom(trx)
  for await (const { answers, done } of openInBatches(trx, checkId, open)) {
    await addTexts(
      trx,
      answers.flatMap(({ unitId, sheet }) => textsOf(sheet, sideOf.get(unitId) ?? 'staff')),
    )
    read = done
    opened += answers.length
  }
  await keepTexts(trx, checkId, fewest)
  return { read, opened }
}

function textsOf({ language, named, obstacle }: AnswerSheet, side: Side): readonly UnsealedText[] {
  const first = { question: 'q1' as const, language, side, texts: named }
  return obstacle === null ? [first] : [first, { question: 'q2', language, side, texts: [obstacle] }]
}
