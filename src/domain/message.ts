/** A text not yet in any language: the key of a catalogue entry and what fills its places. The edge translates it. */
export type Message = {
  readonly key: string
  readonly values?: Readonly<Record<string, string | number | Message>>
}

export function message(key: string, values?: Message['values']): Message {
  return values === undefined ? { key } : { key, values }
}
