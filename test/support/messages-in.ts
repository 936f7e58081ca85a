import type { Message } from '../../src/domain/message.ts'

/** Every message anywhere inside a value. */
export function messagesIn(value: unknown): readonly Message[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(messagesIn)
  return isMessage(value) ? [value, ...inside] : inside
}

function isMessage(value: object): value is Message {
  return 'key' in value && typeof value.key === 'string'
}
