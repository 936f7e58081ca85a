import type { Answer, Visitor } from './app.ts'

export type Row = { readonly id: string; readonly text: string }

/** The texts on a coder's page, as a person reads them. */
export function rowsIn({ body }: Answer): readonly Row[] {
  const list = /<ul class="statements">[\s\S]*?<\/ul>/.exec(body)?.[0] ?? ''
  return [...list.matchAll(/<label for="text-([^"]+)">([^<]*)<\/label>/g)].map(([, id = '', text = '']) => ({
    id,
    text,
  }))
}

export function revisionIn({ body }: Answer): string {
  return /data-revision="(\d+)"/.exec(body)?.[1] ?? /name="revision" value="(\d+)"/.exec(body)?.[1] ?? ''
}

/** Ids of themes by name, as the bar offers them. */
export function themesIn({ body }: Answer): Readonly<Record<string, string>> {
  const list = /<select id="bar-theme"[\s\S]*?<\/select>/.exec(body)?.[0] ?? ''
  const options = [...list.matchAll(/<option value="([^"]+)"[^>]*>([^<]+)</g)]
  return Object.fromEntries(options.map(([, id = '', name = '']) => [name, id]))
}

type Fields = Readonly<Record<string, string | readonly string[]>>

/** Takes a step with the page as it is now. */
export async function step(visitor: Visitor, address: string, fields: Fields): Promise<Answer> {
  const page = await visitor.get(address)
  return visitor.post(address, { revision: revisionIn(page), ...fields })
}

/** Codes every text that is shown as the given names say. */
export async function codeAll(
  visitor: Visitor,
  address: string,
  nameOf: (text: string) => string | null,
): Promise<void> {
  const all = `${address}?show=open`
  for (let page = await visitor.get(all); rowsIn(page).length > 0; page = await visitor.get(all)) {
    const themes = themesIn(page)
    for (const [name, rows] of Map.groupBy(rowsIn(page), ({ text }) => nameOf(text))) {
      const texts = rows.map(({ id }) => id)
      const fields =
        name === null ? { act: 'none', texts } : { act: 'assign', theme: themes[name] ?? name, texts }
      const kept = await step(visitor, address, fields)
      if (kept.status !== 303) throw new Error(`A step was answered with ${kept.status}.`)
    }
  }
}
