import type { ReviewedDiagnosis } from '../diagnosis/queries.ts'
import type { Chapter, Listing } from '../domain/chapter.ts'
import { type Message, message } from '../domain/message.ts'
import { verdictLine, verdictName } from './build-page-one.ts'

/** What an earlier round found, by target. */
export type PastRound = {
  readonly name: string
  readonly isIssued: boolean
  readonly verdicts: ReadonlyMap<string, string>
}

type Given = {
  readonly history: readonly PastRound[]
  readonly check: string
  readonly diagnosis: ReviewedDiagnosis
}

/** The chapters with the history of each verdict in the one on the rounds; a first round has none. */
export function withHistory(chapters: readonly Chapter[], given: Given): readonly Chapter[] {
  if (given.history.length === 0) return chapters
  const listing = listingOf(given)
  if (!chapters.some(({ part }) => part === 'rounds')) return [...chapters, chapterOf(listing)]
  return chapters.map((chapter) =>
    chapter.part === 'rounds' ? { ...chapter, exhibits: [...chapter.exhibits, listing] } : chapter,
  )
}

function chapterOf(listing: Listing): Chapter {
  const { title } = listing
  return { part: 'rounds', id: 'rounds', title, cites: [], lead: null, exhibits: [listing] }
}

function listingOf({ history, check, diagnosis }: Given): Listing {
  const now: PastRound = { name: check, isIssued: true, verdicts: verdictsIn(diagnosis) }
  const rounds = [...history, now]
  return {
    kind: 'listing',
    id: 'rounds-verdicts',
    title: message('reports.history.title'),
    cites: [],
    note: message('reports.history.note'),
    heads: [
      { label: message('reports.history.finding'), isFigure: false },
      ...rounds.map((round) => ({ label: headOf(round), isFigure: true })),
    ],
    rows: diagnosis.findings.map(({ machine }) => [
      message(`diagnosis.target.${machine.target}`),
      ...rounds.map(({ verdicts }) => cellOf(verdicts.get(machine.target))),
    ]),
  }
}

/** What of a diagnosis may be told: nothing that nobody reviewed. */
export function verdictsIn({ findings }: ReviewedDiagnosis): ReadonlyMap<string, string> {
  return new Map(findings.map(verdictLine).map(({ target, verdict }) => [target, verdict]))
}

function headOf({ name, isIssued }: PastRound): Message {
  return message(isIssued ? 'reports.history.round' : 'reports.history.round-unissued', { name })
}

function cellOf(verdict: string | undefined): Message {
  return verdict === undefined ? message('reports.history.none') : verdictName(verdict)
}
