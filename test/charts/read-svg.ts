export type Element = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly text: string
}

/** Reads the SVG that charts are drawn to. Throws when it is not well-formed. */
export function readSvg(svg: string): Element[] {
  const elements: Element[] = []
  const open: string[] = []
  let end = 0
  for (const tag of svg.matchAll(/<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>([^<]*)/gi)) {
    const [whole, closing, name = '', attributes = '', selfClosing, text = ''] = tag
    if (tag.index !== end) throw new Error(`Not well-formed: ${svg.slice(end, end + 80)}`)
    end = tag.index + whole.length
    if (closing && open.pop() !== name) throw new Error(`</${name}> closes nothing.`)
    if (closing) continue
    if (!selfClosing) open.push(name)
    elements.push({ name, attributes: attributesOf(attributes), text: decode(text) })
  }
  if (open.length > 0 || end !== svg.length) throw new Error('The SVG ends too early or too late.')
  return elements
}

export const textsOf = (svg: string): Element[] => readSvg(svg).filter((element) => element.name === 'text')

export function placeOf(svg: string, text: string): { readonly x: number; readonly y: number } {
  const found = textsOf(svg).find((element) => element.text === text)
  if (found === undefined) throw new Error(`The chart does not say "${text}".`)
  return { x: Number(found.attributes.get('x')), y: Number(found.attributes.get('y')) }
}

/** The middles of all circles in one colour, from top to bottom. */
export function circlesOf(svg: string, colour: string): { readonly x: number; readonly y: number }[] {
  return readSvg(svg)
    .filter((element) => element.name === 'path' && element.attributes.get('fill') === `var(--${colour})`)
    .flatMap((element) => {
      const numbers = /^M([\d.-]+) ([\d.-]+)C.*?([\d.-]+) ([\d.-]+)C([\d.-]+) ([\d.-]+)/.exec(
        element.attributes.get('d') ?? '',
      )
      const left = /C(?:[\d.-]+ ){4}([\d.-]+) ([\d.-]+)C(?:[\d.-]+ ){4}([\d.-]+)/.exec(
        element.attributes.get('d') ?? '',
      )
      return numbers && left ? [{ x: (Number(numbers[1]) + Number(left[3])) / 2, y: Number(numbers[2]) }] : []
    })
    .sort((a, b) => a.y - b.y)
}

const attributesOf = (source: string) =>
  new Map(
    [...source.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, decode(value)] as const,
    ),
  )

const decode = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
