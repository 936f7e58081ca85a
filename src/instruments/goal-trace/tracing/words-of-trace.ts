import { type Message, message } from '../../../domain/message.ts'
import type { Link } from '../chain.ts'

type Say = (text: Message) => string

const sentences = ['thanks', 'no-test', 'who-reads', 'quote', 'questions'] as const

/** What the interviewer reads out first: no test, no blame, who reads it, and that quoting is asked. */
export function openingScript(say: Say): string[] {
  return sentences.map((name) => say(message(`tracing.script.${name}`)))
}

/** "Head of sales, Commercial" as the interviewer's pages say it. */
export function whoIs({ role, team }: Link): Message {
  return message('tracing.who', { role, team })
}

/** Languages that suggestions can read, by their own names. */
export function languageOptions(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' })
  return readable
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
}

const readable = [
  ...['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'da', 'nb', 'sv', 'fi', 'hu', 'ro', 'ru', 'pl'],
]

export function knownLanguage(wanted: string | undefined): string {
  return wanted !== undefined && readable.includes(wanted) ? wanted : 'en'
}
