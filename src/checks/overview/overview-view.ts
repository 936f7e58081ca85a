import type { z } from 'zod'
import { dayAt, daysBetween } from '../../domain/day.ts'
import type { Message } from '../../domain/message.ts'
import type { ListedInstrument } from '../../instruments/catalogue.ts'
import type { Dependencies } from '../../web/dependencies.ts'
import type { BatchRecord } from '../invitations/message-queries.ts'
import type { CheckRecord } from '../queries.ts'
import { sayDay, sayTime, sayZone } from '../say-dates.ts'
import type { Opening } from '../sign-off/opening-queries.ts'
import { nextStep, type RoundState } from './next-step.ts'
import type { overviewPage } from './pages.ts'
import { participationView } from './participation-view.ts'
import type { BandRow } from './queries.ts'
import type { Visible } from './shown-groups.ts'
import { isBeingSealed, isOpening, notOpened, type Say, stuckView, underWayView } from './under-way-view.ts'

type View = z.input<(typeof overviewPage)['schema']>

export type Overview = {
  readonly check: CheckRecord
  readonly instruments: readonly ListedInstrument[]
  readonly batches: readonly BatchRecord[]
  /** For everyone invited together, by day. */
  readonly bands: readonly BandRow[]
  readonly visible: Visible
  readonly invited: number
  readonly hasTextsLeft: boolean
  /** By instrument code: how far it is, where the round itself does not say so. */
  readonly progress: ReadonlyMap<string, Message>
  /** How many answered, once the check is closed and this may be told. */
  readonly answered: { readonly answered: number; readonly invited: number } | null
  readonly cards: number
  readonly exported: number
  readonly hasNoKeys: boolean
  /** Of a draft: the opening that was asked for last. */
  readonly opening: Opening | null
  readonly locale: string
}

/** One check at a glance. Until it is closed nothing of the answers but the daily band. */
export function overviewView(deps: Dependencies, overview: Overview): View {
  const { check, batches, visible, cards, exported } = overview
  const say = sayIn(deps, overview.locale)
  const address = `/app/checks/${check.id}`
  const step = nextStep(roundState(deps, overview))
  const isSending = check.status === 'open' && batches.some((batch) => batch.status === 'sending')
  const underWay = underWayView(overview, say)
  return {
    title: check.name,
    isTrial: check.isTrial && !isBeingSealed(overview),
    links: [{ href: `/app/organisations/${check.organisationId}`, label: check.organisationName }],
    checkId: check.id,
    organisationId: check.organisationId,
    timeZone: check.timeZone,
    state: say(`state.${isOpening(overview) ? 'opening' : check.status}`),
    dates: datesOf(deps, overview),
    isDraft: check.status === 'draft',
    isOpen: check.status === 'open' && !overview.hasNoKeys,
    isReminding: batches.some(({ kind, status }) => kind === 'reminder' && status !== 'done'),
    stuck: stuckView(overview, say),
    notOpened: notOpened(overview),
    underWay,
    isLive: underWay !== null || isSending,
    next: {
      text: step.text,
      href: step.path.startsWith('/app/') ? step.path : `${address}${step.path}`,
      action: step.action,
    },
    instruments: overview.instruments.map((each) => instrumentRow(deps, overview, each)),
    participation: participationView(deps, overview),
    visibleOver: check.status === 'discarded',
    visible:
      visible.groups.length === 0 || check.status === 'discarded'
        ? null
        : {
            groups: visible.groups.length,
            unshown: visible.unshown.length,
            isClosed: check.closedAt !== null,
          },
    messages: batches.map((batch) => messageRow(batch, say, check.closedAt !== null)),
    cards,
    exported,
    hasOpenLink: check.openLink !== null,
  }
}

function sayIn({ translate }: Pick<Dependencies, 'translate'>, locale: string): Say {
  return (key, values = {}) => translate.say(locale, { key: `checks.${key}`, values })
}

function datesOf(deps: Dependencies, overview: Overview): string {
  const { check, locale } = overview
  const say = sayIn(deps, locale)
  const { timeZone, closesAt, openedAt, closedAt } = check
  const today = dayAt(deps.now(), timeZone)
  const day = (at: Date) => sayDay(locale, dayAt(at, timeZone), today)
  const values = {
    opened: openedAt === null ? sayDay(locale, check.opensOn, today) : day(openedAt),
    closes: day(closesAt),
    closed: closedAt === null ? '' : day(closedAt),
    time: sayTime(locale, closesAt, timeZone),
    zone: deps.translate.say(locale, sayZone(timeZone)),
    days: daysBetween(today, dayAt(closesAt, timeZone)),
  }
  return say(`dates.${isOpening(overview) ? 'opening' : check.status}`, values)
}

function roundState(deps: Dependencies, overview: Overview): RoundState {
  const { check, batches, bands, answered, hasTextsLeft, hasNoKeys, cards, exported } = overview
  const today = dayAt(deps.now(), check.timeZone)
  const invitations = batches.filter(({ kind }) => kind !== 'reminder')
  const reminders = batches.filter(({ kind }) => kind === 'reminder')
  const last = bands.at(-1)
  return {
    status: check.status,
    hasNoKeys,
    isOpening: isOpening(overview),
    organisationId: check.organisationId,
    held: invitations.reduce((sum, { counts }) => sum + counts.held, 0),
    failed: invitations.reduce((sum, { counts }) => sum + counts.failed, 0),
    isSending: invitations.some(({ status }) => status === 'sending'),
    hasCardsLeft: cards > 0 && exported === 0,
    daysOpen: check.openedAt === null ? 0 : daysBetween(dayAt(check.openedAt, check.timeZone), today),
    daysLeft: daysBetween(today, dayAt(check.closesAt, check.timeZone)),
    bandTo: last === undefined ? null : last.from + 10,
    hasReminded: reminders.length > 0,
    isReminding: reminders.some(({ status }) => status !== 'done'),
    hasTextsLeft: check.priorities.length > 0 && hasTextsLeft,
    hasFigures: answered !== null,
  }
}

function instrumentRow(
  deps: Dependencies,
  { check, bands, locale, answered, progress }: Overview,
  { code, room }: ListedInstrument,
): View['instruments'][number] {
  const say = sayIn(deps, locale)
  const href = `/app/checks/${check.id}/${room}`
  const name = deps.translate.say(locale, { key: `${code}.name` })
  const told = progress.get(code)
  if (told !== undefined) {
    const link = { href, label: say('instrument.enter') }
    return { name, href, state: deps.translate.say(locale, told), band: null, note: null, link }
  }
  const last = bands.at(-1)
  const isOver = check.status === 'closed' || check.status === 'reported'
  const band = check.status === 'draft' || last === undefined ? null : last
  const today = dayAt(deps.now(), check.timeZone)
  return {
    name,
    href,
    state: say(`instrument.${isOver ? 'closed' : check.status}`),
    band: isOver ? answeredBand(answered, say) : openBand(band, say),
    note: isOver || band === null ? null : say('band-day', { day: sayDay(locale, band.day, today) }),
    link: isOver ? { href, label: say('instrument.results') } : null,
  }
}

type Band = View['instruments'][number]['band']

function openBand(band: BandRow | null, say: Say): Band {
  if (band === null) return null
  const { from } = band
  return { from, to: from + 10, text: say('band', { from, to: from + 10 }) }
}

function answeredBand(answered: Overview['answered'], say: Say): Band {
  if (answered === null || answered.invited === 0) return null
  const share = Math.round((answered.answered / answered.invited) * 100)
  return { from: share, to: share, text: say('answered', answered) }
}

function messageRow(
  { kind, status, createdAt, counts }: BatchRecord,
  say: Say,
  isOver: boolean,
): View['messages'][number] {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const open = counts.waiting + counts.held
  const done = total === 0 ? 100 : Math.floor(((total - open) / total) * 100)
  const { sent, failed } = counts
  return {
    name: say(`batch.${kind}`),
    at: createdAt,
    state: say(isOver && status !== 'done' ? 'batch.unsent' : `batch.${status}`),
    progress:
      kind === 'reminder' || status !== 'sending'
        ? null
        : { done, text: say('batch.progress', { sent, total, failed }) },
  }
}
