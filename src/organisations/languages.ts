/** A language's name in the reader's language, with a capital first: "German". */
export function languageName(locale: string, code: string): string {
  const name = new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
