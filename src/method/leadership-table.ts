import { coherenceRow, conflictRow } from '../domain/leadership-rules.ts'
import { type Message, message } from '../domain/message.ts'
import type { MethodTable } from './method-sections.ts'

/** What of the priorities test is how strong for or against leadership misalignment, from the rules themselves. */
export function leadershipTable(): MethodTable {
  const { supports, contradicts } = coherenceRow
  return {
    caption: message('method.priorities.caption'),
    heads: ['signal', 'strength', 'speaks'].map((name) => message(`method.priorities.head.${name}`)),
    rows: [
      ...supports.map(({ strength, from, to }) => row({ strength, from, to }, 'coherence', 'for')),
      ...contradicts.map(({ strength, from, to }) => row({ strength, from, to }, 'coherence', 'against')),
      ...conflictRow.supports.map(({ strength, from, to }) => row({ strength, from, to }, 'conflict', 'for')),
    ],
  }
}

type Level = { readonly strength: number; readonly from: number; readonly to: number }

// Agreement under chance is as little as none.
function row({ strength, from, to }: Level, signal: string, speaks: string): readonly Message[] {
  const low = Math.max(0, from)
  const name = low === to ? `${signal}-one` : signal
  return [
    message(`method.priorities.${name}`, { from: low, to }),
    message('method.number', { number: strength }),
    message(`method.priorities.${speaks}`),
  ]
}
