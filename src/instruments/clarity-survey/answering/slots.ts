import Handlebars from 'handlebars'

/** Places in a kept page that each visitor's own values fill. `secret` keeps a typed text from looking like one. */
export type Slots<Name extends string> = {
  readonly marks: Readonly<Record<Name, string>>
  /** Splits a drawn page once; what comes back joins it with values, escaped. */
  cut(html: string): (values: Readonly<Record<Name, string>>) => string
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
      const pieces = html.split(pattern)
      return (values) =>
        pieces
          .map((piece, at) =>
            at % 2 === 0 ? piece : Handlebars.escapeExpression(values[piece as Name] ?? ''),
          )
          .join('')
    },
  }
}
