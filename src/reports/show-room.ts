import type { z } from 'zod'
import { staffGroup } from '../domain/disclosure/read-released.ts'
import { type Message, message } from '../domain/message.ts'
import type { SurveyCheck } from '../instruments/clarity-survey/results/queries.ts'
import type { Errors } from '../web/form.ts'
import { formatDay } from '../web/helpers.ts'
import { type Proposal, propose } from './decide-words.ts'
import { sentenceFields } from './forms.ts'
import type { reportRoomPage, reportWaitPage } from './pages.ts'
import { type listReports, markOfWords } from './queries.ts'
import type { Draft } from './read-draft.ts'

export type Attempt = {
  readonly typed: Readonly<Record<string, string>>
  readonly errors: Errors
  readonly isOvertaken: boolean
}

type Showing = {
  readonly say: (text: Message) => string
  readonly locale: string
  readonly reports: Awaited<ReturnType<typeof listReports>>
  readonly attempt: Attempt | null
}

export function showRoom(
  { check, diagnosis, input }: Draft,
  { say, locale, reports, attempt }: Showing,
): z.input<typeof reportRoomPage.schema> {
  const { words } = input
  const proposal = propose(diagnosis, say)
  const standings = diagnosis.findings.map(({ standing }) => standing)
  return {
    ...frameOf(check, say),
    errors: attempt?.errors ?? {},
    open: standings.filter((standing) => standing === 'open' || standing === 'outdated').length,
    isEmpty: staffGroup(input.table) === null,
    isOvertaken: attempt?.isOvertaken ?? false,
    nextVersion: (reports[0]?.version ?? 0) + 1,
    mark: markOfWords(words),
    headline: attempt?.typed.headline ?? words.headline ?? proposal.headline,
    machineHeadline: proposal.headline,
    sentences: sentenceRows(words, proposal, { say, typed: attempt?.typed ?? null }),
    isEdited: words.headline !== null || words.sentences !== null,
    versions: reports.map(({ version, hash, issuedAt, form, model }) => ({
      version,
      issued: formatDay(locale, issuedAt),
      hash: hash.slice(0, 12),
      isPrinted: form !== null,
      changes: changesIn(model),
    })),
  }
}

function sentenceRows(
  words: Draft['input']['words'],
  proposal: Proposal,
  { say, typed }: { readonly say: Showing['say']; readonly typed: Attempt['typed'] | null },
) {
  return sentenceFields.map((name, index) => {
    const machine = proposal.sentences[index]?.text ?? ''
    const own = words.sentences === null ? machine : (words.sentences[index]?.text ?? '')
    return {
      name,
      place: index + 1,
      label: say(message('reports.room.sentence', { place: index + 1 })),
      value: typed?.[name] ?? own,
      machine: machine === '' ? null : machine,
    }
  })
}

/** What an issued version says of itself, read from what was kept. */
function changesIn(model: object): string[] {
  const { method } = model as { method?: { changes?: string[] } }
  return method?.changes ?? []
}

export function showWait(check: SurveyCheck, say: Showing['say']): z.input<typeof reportWaitPage.schema> {
  return {
    ...frameOf(check, say),
    text: message(
      `diagnosis.wait.${check.status === 'draft' || check.status === 'discarded' ? check.status : 'open'}`,
    ),
  }
}

function frameOf(check: SurveyCheck, say: Showing['say']) {
  return {
    title: say(message('reports.room.title')),
    isTrial: check.isTrial,
    checkId: check.id,
    breadcrumb: {
      links: [
        { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
        { href: `/app/checks/${check.id}`, label: check.name },
      ],
      here: null,
    },
  }
}
