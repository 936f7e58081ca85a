/**
 * "Müller, Jürgen" → "Jürgen Müller", as mails greet; titles, suffixes and notes find their place: "Smith, John, Jr." →
 * "John Smith, Jr.", "Sample, Ben (EXT)" → "Ben Sample (EXT)". A name that is not clearly last, first stays as it is.
 */
export function turnName(name: string): string {
  const [last = '', ...rest] = name.split(',').map((part) => part.trim())
  const suffixes = rest.filter((part) => suffix.test(part))
  const [first, ...more] = rest.filter((part) => !suffix.test(part))
  if (first === undefined || more.length > 0 || !isWord.test(first) || !isWord.test(last)) return name
  const [, given = first, note = ''] = /^(.+?)( \([^)]*\))$/.exec(first) ?? []
  return [`${given} ${last}${note}`, ...suffixes].join(', ')
}

/** Whether a column of names is written "Last, First" throughout; a few that are not, such as "Reception", do no harm. */
export function areLastFirst(names: readonly string[]): boolean {
  const filled = names.filter((name) => name !== '')
  return filled.length > 0 && filled.filter((name) => turnName(name) !== name).length >= filled.length * 0.8
}

const isWord = /\p{L}/u

// No "I" and "V": they are more often the initial of a first name.
const suffix =
  /^(?:jr|jnr|junior|sr|snr|senior|ii|iii|iv|esq|ph\.? ?d|m\.?d|d\.?d\.?s|mba|cpa|cfa|pmp|b\.? ?sc|m\.? ?sc|ll\.? ?[bm]|dr|prof|dipl\.?-?ing|mag)\.?$/i
