import { type Message, message } from '../domain/message.ts'
import type { Translator } from '../web/i18n.ts'

/** One block of a mail, in the order it is read. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: Message }
  | { readonly kind: 'link'; readonly text: Message; readonly href: string }
  | { readonly kind: 'code'; readonly text: Message; readonly code: string }

export type Letter = { readonly subject: Message; readonly blocks: readonly Block[] }
export type ComposedMail = { readonly subject: string; readonly text: string; readonly html: string }

/** Writes one letter as text and as HTML from the same blocks. No picture, no other host, nothing that reports a reading. */
export function composeMail(letter: Letter, locale: string, translate: Translator): ComposedMail {
  const say = (text: Message) => translate.say(locale, text)
  return {
    subject: say(letter.subject).replaceAll(/\s+/g, ' '),
    text: `${letter.blocks.map((block) => asText(block, say)).join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="${escaped(locale)}"><head><meta charset="utf-8"><title>${escaped(say(letter.subject))}</title></head><body>
${letter.blocks.map((block) => asHtml(block, say)).join('\n')}
</body></html>
`,
  }
}

type Say = (text: Message) => string

function asText(block: Block, say: Say): string {
  if (block.kind === 'link') return `${say(block.text)}\n${block.href}`
  return block.kind === 'code' ? `${say(block.text)}\n${block.code}` : say(block.text)
}

function asHtml(block: Block, say: Say): string {
  const text = escaped(say(block.text))
  if (block.kind === 'link') return `<p><a href="${escaped(block.href)}">${text}</a></p>`
  return block.kind === 'code'
    ? `<p>${text}<br><strong>${escaped(block.code)}</strong></p>`
    : `<p>${text}</p>`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
}

export type InvitationFacts = {
  readonly kind: 'invitation' | 'reminder'
  readonly personName: string
  readonly organisation: string
  readonly runBy: string
  /** Already written in the language of the mail. */
  readonly deadline: string
  readonly resultsOn: string
  readonly resultsTo: string
  readonly smallestGroup: number
  readonly isTrial: boolean
  readonly link: string
  readonly code: string
  /** The six words of the check's keys; null in a trial. */
  readonly words: string | null
  readonly codeAddress: string
}

// Personnel lists sort by family name: "Miller, Robin".
function asCalled(name: string): string {
  const [family = '', given, ...others] = name.split(',').map((part) => part.trim())
  return given === undefined || given === '' || others.length > 0 ? name : `${given} ${family}`
}

/** What, why, how long, until when, what becomes of it, what protects the reader; then the way in, twice. */
export function invitationLetter(facts: InvitationFacts): Letter {
  const { organisation, runBy, deadline, resultsOn, resultsTo, smallestGroup } = facts
  const paragraph = (key: string, values: Message['values'] = {}): Block => ({
    kind: 'paragraph',
    text: message(`mail.${key}`, values),
  })
  return {
    subject: message(`mail.${facts.kind}.subject`, { organisation }),
    blocks: [
      paragraph('greeting', { name: asCalled(facts.personName) }),
      paragraph(`${facts.kind}.what`, { organisation, runBy }),
      paragraph('why', { organisation }),
      paragraph('deadline', { deadline }),
      { kind: 'link', text: message('mail.link'), href: facts.link },
      { kind: 'code', text: message('mail.code', { address: facts.codeAddress }), code: facts.code },
      paragraph(facts.isTrial ? 'protection-trial' : 'protection', { smallestGroup }),
      ...(facts.words === null ? [] : [paragraph('words', { words: facts.words })]),
      paragraph('results', { day: resultsOn, readers: resultsTo }),
      paragraph('personal'),
      paragraph('signed', { runBy }),
    ],
  }
}
