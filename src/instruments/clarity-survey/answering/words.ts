import type { Message } from '../../../domain/message.ts'

type Say = (text: Message) => string

const ofTheForm = [
  'back',
  'continue',
  'send',
  'sending',
  'offline',
  'busy',
  'retry',
  'kept',
  'unkept',
  'locked',
  'still',
  'look',
  'forget',
  'forgotten',
  'unreachable',
  'untrusted',
  'compare',
  'once',
  'unfinished',
  'finish',
  'receiptWrong',
  'withdraw',
  'onceOpen',
  'compareOpen',
  'compareReceipt',
  'idle',
  'stay',
] as const

const missing = {
  statements: 'clarity-survey.error.choose-one',
  named: 'clarity-survey.error.name-or-none-known',
  serves: 'clarity-survey.error.serves',
  estimates: 'clarity-survey.error.estimate',
} as const

/** What the script says, in the page's language: the script itself holds no words. */
export function scriptWords(say: Say): Record<string, string> {
  const own = ofTheForm.map((name) => [name, say({ key: `answering.words.${name}` })])
  const wrong = Object.entries(missing).map(([kind, key]) => [`missing-${kind}`, say({ key })])
  const start = ['begin', 'resume', 'loading'].map((name) => [name, say({ key: `answering.start.${name}` })])
  return Object.fromEntries([...own, ...wrong, ...start])
}
