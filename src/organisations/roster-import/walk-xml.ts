import { SaxesParser } from 'saxes'

type Attributes = Readonly<Record<string, string>>
type Handlers = {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly close?: (name: string, text: string) => void
}

/** Walks through XML; names come without their prefix, because some payroll systems write `x:row`. */
export function walk(xml: string, { open, close }: Handlers): void {
  const parser = new SaxesParser({ xmlns: false })
  const texts: string[] = []
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    texts.push('')
    open?.(bare(tag.name), tag.attributes as Attributes)
  })
  parser.on('text', (text) => {
    if (texts.length > 0) texts[texts.length - 1] += text
  })
  parser.on('closetag', (tag) => close?.(bare(tag.name), texts.pop() ?? ''))
  parser.write(xml).close()
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)
