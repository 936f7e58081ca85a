import Handlebars from 'handlebars'

/** Places in a kept page that each visitor's own values fill. `secret` keeps a typed text from looking like one. */
export type Slots<Name extends string> = {
  readonly marks: Readonly<Record<Name, string>>
  /** Splits a drawn page once; what comes back joins it with values, escaped. */
  cut(html: string): (values: Readonly<Record<Name, string>>) => Buffer
}

export function makeSlots<Name extends string>(secret: string, names: readonly Name[]): Slots<Name> {
  const marks = Object.fromEntries(names.map((name) => [name, `slot-${secret}-${name}-end`])) as Record<
    Name,
    string
  >
  const pattern = new RegExp(`slot-${secret}-(${names.join('|')})-end`)
  return {
    marks,
    cut: (html) => {
      // As bytes, because encoding what is the same for everyone costs more than all else of the page.
      const pieces = html.split(pattern).map((piece, at) => (at % 2 === 0 ? Buffer.from(piece) : piece))
      const bytesOf = (name: string, values: Readonly<Record<Name, string>>) =>
        Buffer.from(Handlebars.escapeExpression(values[name as Name] ?? ''))
      return (values) =>
        Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? bytesOf(piece, values) : piece)))
    },
  }
}
