// Strict enough that no header can be smuggled into a mail, loose enough for addresses outside ASCII.
const address =
  /^[^\s\p{Cc}@<>(),;:"[\]\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?\.[\p{L}\p{N}-]{2,}$/u

export const longestEmail = 254

export function isEmailAddress(text: string): boolean {
  return text.length <= longestEmail && address.test(text) && !text.includes('..')
}

/** "Ada Example <ada@company.example>" and "mailto:ada@company.example" → the address alone. */
export function bareEmailAddress(text: string): string {
  return (/<([^<>]*)>$/.exec(text)?.[1] ?? text).replace(/^mailto:/i, '').trim()
}
