import { type Message, message } from './message.ts'

/** "Core, Data and Night": the words and commas between the names belong to the language. */
export function joinNames(names: readonly (string | Message)[]): string | Message {
  const [first = '', second, ...more] = names
  if (second === undefined) return first
  if (more.length === 0) return message('domain.list.last', { first, last: second })
  return message('domain.list.more', { first, rest: joinNames([second, ...more]) })
}
