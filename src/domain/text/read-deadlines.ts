import lists from './calendar-words.json' with { type: 'json' }

/** When something is due: within these months, on a day, of a year; null where it is not said. */
export type Deadline = {
  readonly year: number | null
  /** From and to, 1…12; both null for a time too vague to place. */
  readonly months: readonly [number, number] | null
  readonly day: number | null
  readonly text: string
}

/** `rest`: the text without its deadlines. */
export type ReadDeadlines = { readonly deadlines: readonly Deadline[]; readonly rest: string }

const months: Readonly<Record<string, number>> = lists.months
const spans: Readonly<Record<string, readonly number[]>> = { ...lists.parts, ...lists.seasons }

const month = either(Object.keys(months).filter((name) => name !== 'may'))
// "May" is a month only with a capital; "may" is a verb.
const named = String.raw`(?<month>(?i:${month})|May)\.?`
const year = String.raw`(?:\s*(?:of\s+)?(?<year>(?:19|20)\d\d|['’]\d\d))?`
const open = String.raw`(?<![\p{L}\p{N}])`
const shut = String.raw`(?![\p{L}\p{N}])`

const patterns = [
  String.raw`${open}(?<iso>\d{4}-\d\d-\d\d)${shut}`,
  String.raw`${open}(?<day>\d{1,2})[./](?<number>\d{1,2})[./](?<year>(?:20)?\d\d)${shut}`,
  String.raw`${open}(?<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?${named}${year}${shut}`,
  String.raw`${open}${named}\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?${shut}${year}${shut}`,
  `${open}(?i:[qt])(?<quarter>[1-4])${year}${shut}`,
  `${open}(?i:h)(?<half>[12])${year}${shut}`,
  `${open}(?<span>(?i:${either(Object.keys(spans))}))${year}${shut}`,
  `${open}${named}${year}${shut}`,
  `${open}(?<vague>(?i:${either(lists.vague)}))${shut}`,
  String.raw`${open}(?<year>(?:19|20)\d\d)${shut}`,
].map((pattern) => new RegExp(pattern, 'gu'))

/** Days, months, quarters, halves, seasons, years and vague times, in English, German and French. */
export function readDeadlines(text: string): ReadDeadlines {
  const deadlines: Deadline[] = []
  let rest = text.normalize('NFKC')
  for (const pattern of patterns) {
    rest = rest.replaceAll(pattern, (...found) => {
      const groups: Record<string, string | undefined> = found.at(-1)
      deadlines.push(deadlineIn(String(found[0]).trim(), groups))
      return ' '
    })
  }
  return { deadlines, rest }
}

/** `same`: ends in the same month and contradicts in nothing; `near`: vague, or one lies in the other. */
export function compareDeadlines(wanted: Deadline, said: Deadline): 'same' | 'near' | 'different' {
  if (wanted.year !== null && said.year !== null && wanted.year !== said.year) return 'different'
  if (wanted.months === null || said.months === null) return 'near'
  if (wanted.day !== null && said.day !== null && wanted.day !== said.day) return 'different'
  const [from, to] = wanted.months
  const [start, end] = said.months
  if (to === end) return 'same'
  return from <= end && start <= to ? 'near' : 'different'
}

function deadlineIn(text: string, groups: Record<string, string | undefined>): Deadline {
  const { iso, day, vague } = groups
  if (iso !== undefined) {
    const [isoYear, isoMonth = 1, isoDay = 1] = iso.split('-').map(Number)
    return { year: isoYear ?? null, months: [isoMonth, isoMonth], day: isoDay, text }
  }
  if (vague !== undefined) return { year: null, months: null, day: null, text }
  const said = groups.year
  return {
    year: said === undefined ? null : fullYear(said),
    months: monthsIn(groups),
    day: day === undefined ? null : Number(day),
    text,
  }
}

function monthsIn(groups: Record<string, string | undefined>): readonly [number, number] {
  const { number, quarter, half, span } = groups
  const one = number === undefined ? months[groups.month?.toLowerCase() ?? ''] : Number(number)
  if (one !== undefined) return [one, one]
  if (quarter !== undefined) return [3 * Number(quarter) - 2, 3 * Number(quarter)]
  if (half !== undefined) return [6 * Number(half) - 5, 6 * Number(half)]
  const [from = 1, to = 12] = spans[span?.toLowerCase() ?? ''] ?? []
  return [from, to]
}

function fullYear(said: string): number {
  const digits = Number(said.replaceAll(/\D/g, ''))
  return digits < 100 ? 2000 + digits : digits
}

function either(names: readonly string[]): string {
  const longestFirst = names.toSorted((a, b) => b.length - a.length)
  return longestFirst.map((name) => RegExp.escape(name)).join('|')
}
