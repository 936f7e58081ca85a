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
const hundred = lists.hundreds.join('|')
const thousand = lists.thousands.join('|')
const large = `${hundred}|${thousand}`
// "four hundred and twenty", "twenty-five", "fünfundzwanzig", "vierhundert"; but "one hundred and two hundred" are two.
const link = String.raw`(?:[\s-]|und|(?<=${large})\s(?:and|und)\s(?!${word}\s(?:${large})))?`
const numberWords = `(?:${either(numbers)})(?:${link}(?:${either(numbers)}|${thousand})){0,9}`
const numberWord = new RegExp(`${either(numbers)}|${thousand}|und`, 'giu')
const pattern = new RegExp(
  [
    String.raw`(?<currency>[€$£]|\b(?:eur|usd|gbp|chf)\b)?\s?`,
    String.raw`(?<![\p{L}\p{N}])(?:(?<figure>${figure})|(?<number>${numberWords})(?![\p{L}\p{N}]))`,
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

/** "Hundred" alone: mostly what was left of "a few hundred". */
export function isBareHundred({ text }: Amount): boolean {
  return numbers[text.toLowerCase()] === 100
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
  const said = digits === undefined ? readNumberWords(number ?? '') : null
  if (said !== null && !scale && !unit && (said.isYear || (next === undefined && !said.isCombined)))
    return null
  const value = said === null ? readFigure(digits ?? '') : said.value
  const named = units[(unit ?? currency ?? '').toLowerCase()] ?? unitIn(next)
  return { value: value * (scales[scale?.toLowerCase() ?? ''] ?? 1), unit: named, text: text.trim() }
}

type NumberSaid = { readonly value: number; readonly isCombined: boolean; readonly isYear: boolean }

/** "Four hundred" is 400. Words that make no number together are several: the last of them stands before what it counts. */
function readNumberWords(text: string): NumberSaid {
  const words = text.toLowerCase().match(numberWord) ?? []
  let [thousands, below, count, last] = [0, 0, 0, '']
  let isParted = false
  for (const said of words) {
    const before = last
    last = said
    if (said === 'und') continue
    count++
    if (lists.thousands.includes(said)) {
      thousands += below * 1000
      below = 0
      continue
    }
    const value = numbers[said] ?? 0
    if (lists.hundreds.includes(said) && below >= 1 && below < 10) below *= 100
    else if (fits(below, value) || (before === 'und' && below % 100 < 10 && value < 100)) below += value
    else {
      isParted = true
      thousands = 0
      below = value
      count = 1
    }
  }
  const value = thousands + below
  const first = numbers[words[0] ?? '']
  // "Twenty twenty-six", "two thousand twenty-six".
  const isYear = (isParted && first === 20) || (value > 2000 && value < 2100)
  return { value, isCombined: count > 1, isYear }
}

/** Twenty takes five, and hundred takes both; nothing takes what is as large as itself. */
function fits(below: number, value: number): boolean {
  if (below === 0) return true
  if (value === 0) return false
  if (below % 100 === 0) return value < 100
  return below % 10 === 0 && below % 100 >= 20 && value < 10
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
