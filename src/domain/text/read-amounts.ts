import lists from './number-words.json' with { type: 'json' }

/** A number with its unit: "%", "times", a currency's code, the word that follows ("merchants"), or null. */
export type Amount = { readonly value: number; readonly unit: string | null; readonly text: string }

/** `rest`: the text without its amounts, except for words that serve as units. */
export type ReadAmounts = { readonly amounts: readonly Amount[]; readonly rest: string }

type Numbers = Readonly<Record<string, number>>
type Names = Readonly<Record<string, string>>

const { numbers, shares, times, scales }: Record<'numbers' | 'shares' | 'times' | 'scales', Numbers> = lists
const units: Names = lists.units

const figure = String.raw`\d+(?:[.,'’\u00a0\u202f]\d+)*`
const word = String.raw`\p{L}[\p{L}\p{M}'’-]*`
const pattern = new RegExp(
  [
    String.raw`(?<currency>[€$£]|\b(?:eur|usd|gbp|chf)\b)?\s?`,
    String.raw`(?<![\p{L}\p{N}])(?:(?<figure>${figure})|(?<number>${either(numbers)})(?![\p{L}\p{N}]))`,
    String.raw`(?:[\s\u00a0]?(?<scale>${either(scales)})\.?(?![\p{L}\p{N}]))?`,
    String.raw`(?:[\s\u00a0]?(?<unit>${either(units)})(?![\p{L}\p{N}]))?`,
    String.raw`(?=(?:\s(?<next>${word})(?:\s(?<second>${word}))?)?)`,
  ].join(''),
  'giu',
)
const inWords = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(${either(shares)}|${either(times)})(?![\p{L}\p{N}])`,
  'giu',
)

/** Amounts in figures and in words: "€4.5m", "1.200 Kunden", "per cent", "halve". Years alone are no amounts. */
export function readAmounts(text: string): ReadAmounts {
  const amounts: Amount[] = []
  const withoutFigures = text.normalize('NFKC').replaceAll(pattern, (...found) => {
    const groups: Record<string, string | undefined> = found.at(-1)
    const amount = amountIn(String(found[0]), groups)
    if (amount === null) return String(found[0])
    amounts.push(amount)
    return ' '
  })
  const rest = withoutFigures.replaceAll(inWords, (said) => {
    amounts.push(amountInWords(said))
    return ' '
  })
  return { amounts, rest }
}

/** Equal values, and units that do not contradict each other: "400 merchants" and "400 accounts", but not "30 %" and "30 vans". */
export function isSameAmount(a: Amount, b: Amount): boolean {
  if (!isNear(a.value, b.value)) return false
  return (
    a.unit === b.unit ||
    a.unit === null ||
    b.unit === null ||
    (isMeasured(a) === isMeasured(b) && !isMeasured(a))
  )
}

/** Per cent, times and currencies must agree; a word that follows is only a hint. */
export function isMeasured({ unit }: Amount): boolean {
  return unit !== null && Object.values(units).includes(unit)
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.005 * Math.max(Math.abs(a), Math.abs(b))
}

function amountIn(text: string, groups: Record<string, string | undefined>): Amount | null {
  const { currency, figure: digits, number, scale, unit, next } = groups
  if (digits !== undefined && isYear(digits) && !currency && !scale && !unit) return null
  if (number !== undefined && !scale && !unit && next === undefined) return null
  const value = digits === undefined ? (numbers[number?.toLowerCase() ?? ''] ?? 0) : readFigure(digits)
  const named = units[(unit ?? currency ?? '').toLowerCase()] ?? unitIn(next)
  return { value: value * (scales[scale?.toLowerCase() ?? ''] ?? 1), unit: named, text: text.trim() }
}

function unitIn(next: string | undefined): string | null {
  const said = next?.toLowerCase() ?? null
  return said === null || lists.notUnits.includes(said) ? null : said
}

function amountInWords(said: string): Amount {
  const share = shares[said.toLowerCase()]
  if (share !== undefined) return { value: share, unit: '%', text: said }
  return { value: times[said.toLowerCase()] ?? 0, unit: 'times', text: said }
}

function isYear(digits: string): boolean {
  return /^(19|20)\d\d$/.test(digits)
}

// A last group of three digits after the only kind of separator is thousands ("1.200"), anything else decimals ("1,5").
function readFigure(digits: string): number {
  const marks = digits.replaceAll(/\d/g, '')
  const last = marks.at(-1)
  if (last === undefined) return Number(digits)
  const isGrouped = /^\d{1,3}(?:\D\d{3})+$/.test(digits) && new Set(marks).size === 1
  if (isGrouped) return Number(digits.replaceAll(/\D/g, ''))
  const at = digits.lastIndexOf(last)
  return Number(`${digits.slice(0, at).replaceAll(/\D/g, '')}.${digits.slice(at + 1)}`)
}

function either(names: Readonly<Record<string, unknown>>): string {
  const longestFirst = Object.keys(names).toSorted((a, b) => b.length - a.length)
  return longestFirst.map((name) => RegExp.escape(name)).join('|')
}
