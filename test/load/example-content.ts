import { chooseItems } from '../../src/instruments/clarity-survey/items.ts'

const text = 'Too many things are called urgent at the same time, and nobody says which of them may wait.'

/** What a script puts into an envelope: twenty ratings and two texts. */
export function exampleContent(): string {
  return JSON.stringify({
    language: 'en',
    leader: 'no',
    answers: {
      ...Object.fromEntries(chooseItems({}).map(({ code }) => [code, '4'])),
      named1: 'A faster first payment',
      serves: 'p1',
      obstacle: text,
    },
  })
}
