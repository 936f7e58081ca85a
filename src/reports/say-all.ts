import type { Message } from '../domain/message.ts'

/** The same shape with every message said. */
export type Said<T> = T extends Message
  ? string
  : T extends readonly unknown[]
    ? { readonly [Index in keyof T]: Said<T[Index]> }
    : T extends object
      ? { readonly [Key in keyof T]: Said<T[Key]> }
      : T

/** Says every message in a value, however deep. What has a `key` is a message; nothing else may have one. */
export function sayAll<T>(value: T, say: (text: Message) => string): Said<T> {
  return walk(value, say) as Said<T>
}

function walk(value: unknown, say: (text: Message) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => walk(each, say))
  if (typeof value !== 'object' || value === null) return value
  if (isMessage(value)) return say(value)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, say)]))
}

function isMessage(value: object): value is Message {
  return 'key' in value && typeof value.key === 'string'
}
