import type { ReviewedDiagnosis } from '../diagnosis/queries.ts'
import type { HashedContract } from '../domain/anonymity-contract.ts'
import type { Chapter } from '../domain/chapter.ts'
import type { Day } from '../domain/day.ts'
import { staffGroup } from '../domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../domain/disclosure/released-table.ts'
import { type Message, message } from '../domain/message.ts'
import { buildFindings, buildThirtyDays } from './build-findings.ts'
import { historyChapter, type PastRound } from './build-history.ts'
import { buildMethod } from './build-method.ts'
import { overallChapter } from './build-overall.ts'
import { buildPageOne, type DraftWords } from './build-page-one.ts'
import { buildStrengths } from './build-strengths.ts'
import { openCitations } from './cite.ts'
import { citeChapters } from './cite-chapters.ts'
import { type ReportModel, reportModel } from './model.ts'
import type { CardExports } from './queries.ts'
import { sayAll } from './say-all.ts'

export type ReportInput = {
  readonly organisation: string
  readonly check: string
  readonly preparedBy: string
  readonly contract: HashedContract
  readonly timeZone: string
  readonly isTrial: boolean
  readonly releasedOn: Day
  readonly today: Day
  /** null for a draft. */
  readonly issue: ReportModel['issue']
  readonly diagnosis: ReviewedDiagnosis
  readonly table: ReleasedTable
  readonly chapters: readonly Chapter[]
  /** Earlier rounds, the oldest first. */
  readonly history: readonly PastRound[]
  readonly words: DraftWords
  readonly cardsExported: CardExports
  readonly linksRenewed: number
  readonly collection: { readonly lost: number; readonly unreadable: number }
  readonly productVersion: string
  readonly changes: readonly Message[]
  /** Codes of the instruments that had something to say. */
  readonly run: readonly string[]
}

type Voice = { readonly language: string; readonly say: (text: Message) => string }

/** The whole report with every text said, from what was released and what was reviewed; the same input gives the same report. */
export function buildModel(input: ReportInput, { language, say }: Voice): ReportModel {
  const { diagnosis, table, today, words } = input
  const cite = openCitations(diagnosis)
  const isEmpty = staffGroup(table) === null
  const body = {
    pageOne: buildPageOne({ diagnosis, words, cite, today }),
    findings: buildFindings({ diagnosis, cite, today, history: input.history }),
    thirtyDays: buildThirtyDays({ diagnosis, today, language }),
    chapters: citeChapters(chaptersOf(input, isEmpty), cite),
    strengths: buildStrengths({ diagnosis, cite }),
    method: buildMethod({ ...input, isPageOneEdited: words.headline !== null || words.sentences !== null }),
    participation: participationOf(table),
  }
  return reportModel.parse({
    version: 1,
    language,
    organisation: input.organisation,
    check: input.check,
    preparedBy: input.preparedBy,
    issue: input.issue,
    madeOn: today,
    releasedOn: input.releasedOn,
    timeZone: input.timeZone,
    isTrial: input.isTrial,
    isEmpty,
    ...sayAll(body, say),
    evidence: sayAll(cite.entries(), say),
  })
}

/** What the instruments print, with what only all of them together can say. */
function chaptersOf(
  { chapters, diagnosis, history, check }: ReportInput,
  isEmpty: boolean,
): readonly Chapter[] {
  if (isEmpty) return chapters
  const past = historyChapter({ history, check, diagnosis })
  return [...chapters, ...(past === null ? [] : [past]), overallChapter(diagnosis)]
}

function participationOf({ participation }: ReleasedTable): Message {
  const { answered, invited } = participation
  return answered === 0
    ? message('reports.participation.none', { invited })
    : message('reports.participation.some', { answered, invited })
}
