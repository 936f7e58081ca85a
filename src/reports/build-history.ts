import type { ReviewedDiagnosis } from '../diagnosis/queries.ts'
import type { Chapter, Listing } from '../domain/chapter.ts'
import { type Message, message } from '../domain/message.ts'
import { isNoVerdict, verdictLine, verdictName } from './build-page-one.ts'

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

/** The history of each verdict, for the appendix; a first round has none. */
export function historyChapter(given: Given): Chapter | null {
  if (given.history.length === 0) return null
  const title = message('reports.history.title')
  return {
    part: 'appendix',
    id: 'rounds-verdicts',
    title,
    cites: [],
    lead: message('reports.history.note'),
    exhibits: [listingOf(given, title)],
  }
}

/** What the round before said of a finding, where it said something else. */
export function verdictBefore(
  history: readonly PastRound[],
  { target, verdict }: { readonly target: string; readonly verdict: string },
): Message | null {
  const last = history.at(-1)
  const said = last?.verdicts.get(target)
  if (last === undefined || said === undefined || said === verdict || isNoVerdict(said)) return null
  return message('reports.history.before', { round: headOf(last), verdict: verdictName(said) })
}

function listingOf({ history, check, diagnosis }: Given, title: Message): Listing {
  const now: PastRound = { name: check, isIssued: true, verdicts: verdictsIn(diagnosis) }
  const rounds = [...history, now]
  return {
    kind: 'listing',
    id: 'rounds-verdicts-table',
    title,
    cites: [],
    note: null,
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
