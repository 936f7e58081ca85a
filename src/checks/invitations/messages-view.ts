import type { z } from 'zod'
import type { Scope } from '../../database/scope.ts'
import { message } from '../../domain/message.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import { type CheckRecord, readRoster } from '../queries.ts'
import { countCards } from './card-queries.ts'
import { listInvitedPeople } from './joiner-queries.ts'
import {
  type BatchRecord,
  type Counts,
  listBatches,
  listMessages,
  type MessageState,
  messageStates,
} from './message-queries.ts'
import type { messagesPage } from './pages.ts'

const rowsOnPage = 50

type View = z.input<(typeof messagesPage)['schema']>
type Given = {
  readonly check: CheckRecord
  readonly filter: { readonly show: MessageState | null; readonly from: number }
  readonly locale: string
}

/** The outbox of one check: batches on a timeline, each invitation by mail, and who could still be invited. */
export async function messagesView(deps: Dependencies, scope: Scope, given: Given): Promise<View> {
  const { check, filter, locale } = given
  const say = (key: string, values = {}) => deps.translate.say(locale, { key: `checks.${key}`, values })
  const batches = await listBatches(scope, check.id)
  const { show: status, from } = filter
  const rows = await listMessages(scope, check.id, { status, from, most: rowsOnPage })
  const totals = totalsOf(batches)
  const isOpen = check.status === 'open'
  return {
    title: say('messages.title'),
    isTrial: check.isTrial,
    links: [
      { href: `/app/organisations/${check.organisationId}`, label: check.organisationName },
      { href: `/app/checks/${check.id}`, label: check.name },
    ],
    checkId: check.id,
    timeZone: check.timeZone,
    isOpen,
    hasMail: deps.mailer !== null,
    batches: batches.map((batch) => batchView(batch, say)),
    isSending: batches.some((batch) => batch.status === 'sending'),
    held: batches.some((batch) => batch.status === 'held') && isOpen ? Math.max(1, totals.held) : 0,
    failed: isOpen ? totals.failed : 0,
    filters: filtersOf(check, { totals, chosen: status }, say),
    rows: rows.map(({ status: state, problem, ...row }) => ({
      ...row,
      state: say(`message.${state}`),
      problem: problem === null ? null : message(`mail.problem.${problem}`),
      isCurrent: state !== 'skipped',
    })),
    pager: pagerOf(check, { filter, shown: rows.length, total: totalOf(totals, status) }, say),
    joiners: isOpen ? await joinersOf(scope, check, say('joiner.choose')) : [],
    cards: await countCards(scope, check.id),
  }
}

type Say = (key: string, values?: Record<string, string | number>) => string

function batchView({ kind, status, createdAt, counts }: BatchRecord, say: Say): View['batches'][number] {
  const { waiting, sent, failed, skipped, held } = counts
  const total = waiting + sent + failed + skipped + held
  const done = total === 0 ? 100 : Math.floor(((total - waiting - held) / total) * 100)
  return {
    name: say(`batch.${kind}`),
    at: createdAt,
    state: say(`batch.${status}`),
    isSending: status === 'sending',
    progress: kind === 'reminder' ? null : { done, text: say('batch.progress', { sent, total, failed }) },
  }
}

function totalsOf(batches: readonly BatchRecord[]): Counts {
  const invitations = batches.filter(({ kind }) => kind !== 'reminder')
  const total = (state: MessageState) => invitations.reduce((sum, { counts }) => sum + counts[state], 0)
  return {
    waiting: total('waiting'),
    held: total('held'),
    sent: total('sent'),
    failed: total('failed'),
    skipped: total('skipped'),
  }
}

function totalOf(totals: Counts, status: MessageState | null): number {
  return status === null ? messageStates.reduce((sum, state) => sum + totals[state], 0) : totals[status]
}

function filtersOf(
  check: CheckRecord,
  { totals, chosen }: { readonly totals: Counts; readonly chosen: MessageState | null },
  say: Say,
): View['filters'] {
  return [null, ...messageStates]
    .filter((state) => state === null || state === chosen || totals[state] > 0)
    .map((state) => ({
      href: addressOf(check, state, 0),
      label: say(state === null ? 'messages.all' : `message.${state}`),
      isChosen: state === chosen,
    }))
}

function pagerOf(
  check: CheckRecord,
  page: { readonly filter: Given['filter']; readonly shown: number; readonly total: number },
  say: Say,
): View['pager'] {
  const { show, from } = page.filter
  const end = from + page.shown
  return {
    previous: from > 0 ? addressOf(check, show, Math.max(0, from - rowsOnPage)) : null,
    next: end < page.total ? addressOf(check, show, end) : null,
    text: say('messages.range', { from: Math.min(from + 1, end), end, total: page.total }),
  }
}

function addressOf(check: CheckRecord, show: MessageState | null, from: number): string {
  const query = new URLSearchParams({
    ...(show === null ? {} : { show }),
    ...(from === 0 ? {} : { from: String(from) }),
  })
  return `/app/checks/${check.id}/messages${query.size === 0 ? '' : `?${query}`}`
}

async function joinersOf(scope: Scope, check: CheckRecord, choose: string) {
  const invited = await listInvitedPeople(scope, check.id)
  const { people } = await readRoster(scope, check.organisationId)
  const joiners = people.filter(({ id }) => !invited.has(id))
  if (joiners.length === 0) return []
  return [{ value: '', label: choose }, ...joiners.map(({ id, name }) => ({ value: id, label: name }))]
}
