import type { Listing, Remarks } from '../../../domain/chapter.ts'
import { message } from '../../../domain/message.ts'
import type { Workshop } from '../agreed.ts'
import { verbatim } from './observe.ts'

/** The priorities that the workshop ended in; null before it has. */
export function agreedExhibit({ agreed }: Workshop): Listing | null {
  if (agreed.length === 0) return null
  return {
    kind: 'listing',
    id: 'priorities-agreed',
    title: message('priorities-test.chapter.agreed', { count: agreed.length }),
    cites: [],
    note: null,
    heads: (['priority', 'owner', 'success'] as const).map((name) => ({
      label: message(`priorities-test.chapter.head.${name}`),
      isFigure: false,
    })),
    rows: agreed.map(({ text, owner, measure }) => [text, owner, measure].map(verbatim)),
  }
}

/** What the workshop put off on purpose; null where that is nothing. */
export function notNowExhibit({ notNow }: Workshop): Remarks | null {
  if (notNow.length === 0) return null
  return {
    kind: 'remarks',
    id: 'priorities-not-now',
    title: message('priorities-test.chapter.not-now'),
    cites: [],
    remarks: notNow.map(({ text }) => ({ lead: null, says: verbatim(text), cites: [] })),
  }
}
