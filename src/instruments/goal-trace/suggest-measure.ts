import { isSameTerm, matchTerms, wordsOf } from '../../domain/text/match-terms.ts'
import {
  type Amount,
  isBareHundred,
  isMeasured,
  isSameAmount,
  readAmounts,
} from '../../domain/text/read-amounts.ts'
import { readDeadlines } from '../../domain/text/read-deadlines.ts'
import type { Restated, Suggested } from './mark-suggestion.ts'
import { because, hasAny } from './marking-words.ts'

const namedFrom = 0.5
const nearFrom = 0.3

/**
 * By the numbers: the target said is kept, with "about" fuzzy, another one in its place changed. Without a number fuzzy
 * when the measure is named at least.
 */
export function suggestMeasure(restated: Restated): Suggested {
  const { reference, said, languages } = restated
  const match = matchTerms(wordsOf(reference.measure, languages), wordsOf(said, languages))
  const named = { share: match?.share ?? 0, words: match?.words ?? [] }
  const targets = targetsIn(reference.measure)
  const amounts = amountsIn(said)
  const kept = targets.filter((target) => amounts.some((amount) => isSameAmount(target, amount)))
  const rival = rivalOf(
    targets.filter((target) => !kept.includes(target)),
    amounts,
    restated,
  )
  if (rival !== null) return { mark: 'changed', because: because('other-number', [rival.text]) }
  if (targets.length > 0 && kept.length === targets.length) {
    const numbers = kept.map(({ text }) => text)
    return hasAny(said, 'about')
      ? { mark: 'fuzzy', because: because('number-about', numbers) }
      : { mark: 'kept', because: because('number-found', numbers) }
  }
  if (targets.length === 0 && named.share >= namedFrom) {
    return { mark: 'kept', because: because('words-found', named.words) }
  }
  if (kept.length > 0)
    return {
      mark: 'fuzzy',
      because: because(
        'some-numbers',
        kept.map(({ text }) => text),
      ),
    }
  if (named.share >= namedFrom) return { mark: 'fuzzy', because: because('no-number', named.words) }
  return { mark: 'missing', because: because('nothing-found') }
}

function amountsIn(text: string): readonly Amount[] {
  return readAmounts(readDeadlines(text).rest).amounts
}

// "From 14 to 9": where it starts is no target.
function targetsIn(measure: string): readonly Amount[] {
  const amounts = amountsIn(measure)
  const isFromTo = /(?<!\p{L})(?:from|von|de)\s+\S*\d/iu.test(measure)
  return isFromTo ? amounts.slice(1) : amounts
}

// A number that stands where the target should: of the same unit, or said of the same measure.
function rivalOf(lost: readonly Amount[], amounts: readonly Amount[], restated: Restated): Amount | null {
  const known = amountsIn(restated.reference.measure)
  const others = amounts.filter(
    (amount) => !isBareHundred(amount) && !known.some((one) => isSameAmount(one, amount)),
  )
  for (const target of lost) {
    const rival = others.find((amount) => isRival(target, amount, restated))
    if (rival !== undefined) return rival
  }
  return null
}

function isRival(target: Amount, amount: Amount, { reference, said, languages }: Restated): boolean {
  if (isMeasured(target) || isMeasured(amount)) return target.unit === amount.unit
  const [wanted, given] = [target, amount].map(({ unit }) => wordsOf(unit ?? '', languages))
  if (wanted?.some((term) => given?.some((other) => isSameTerm(term, other)))) return true
  const words = wordsOf(reference.measure, languages)
  if (amount.unit !== null && wanted?.length)
    return words.some((term) => given?.some((one) => isSameTerm(term, one)))
  return (matchTerms(words, wordsOf(said, languages))?.share ?? 0) >= nearFrom
}
