import type { DisclosureRule } from '../../../domain/disclosure/released-table.ts'
import type { Message } from '../../../domain/message.ts'

export type Say = (text: Message) => string

/** Says figures in the reader's language; `rule` for the reasons why something is hidden. */
export type Voice = { readonly say: Say; readonly rule: DisclosureRule }

/** The same texts come back in hundreds of cells of one page. */
export function rememberingVoice(voice: Voice): Voice {
  const said = new Map<string, string>()
  return {
    rule: voice.rule,
    say: (text) => {
      const key = `${text.key} ${JSON.stringify(text.values ?? null)}`
      const known = said.get(key)
      if (known !== undefined) return known
      const fresh = voice.say(text)
      said.set(key, fresh)
      return fresh
    },
  }
}
