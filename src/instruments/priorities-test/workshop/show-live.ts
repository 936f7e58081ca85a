import type { z } from 'zod'
import type { CheckRecord } from '../../../checks/queries.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { Errors } from '../../../web/form.ts'
import { mostAgreed } from '../agreed.ts'
import { type CodedTest, themeName } from '../coded-test.ts'
import { themeMatrix } from '../theme-matrix.ts'
import { blankContent, longest, notNowLines, outcomes, type StepContent } from './forms.ts'
import type { livePage } from './pages.ts'
import type { KeptStep } from './queries.ts'
import { showPositions } from './show-positions.ts'
import type { Step } from './steps.ts'
import { offeredStops, suggestAgreed, suggestNotNow } from './suggest-agreement.ts'

type View = z.input<typeof livePage.schema>
type Say = (text: Message) => string

export type Live = {
  readonly check: CheckRecord
  readonly test: CodedTest
  readonly steps: readonly Step[]
  readonly at: number
  readonly kept: ReadonlyMap<string, KeptStep>
  /** What this desk has typed and could not be kept: another has written since, or it is refused with `errors`. */
  readonly typed: StepContent | null
  /** The revision that stays the seen one; null: what stands there now is seen. */
  readonly seen: number | null
  readonly errors: Errors
}

/** One screen, in large letters. */
export function showLive(live: Live, step: Step, say: Say): View {
  const { check, test, steps, at, kept, typed } = live
  const known = kept.get(step.key)
  const content = typed ?? known?.content ?? blankContent
  const isOvertaken = typed !== null && known !== undefined && live.seen === null
  const isNew = typed === null && known === undefined
  const decision = step.kind === 'decision' ? step.decision : null
  const kind = decision?.kind ?? (step.kind === 'decision' ? 'choose' : step.kind)
  return {
    title: say(message('workshop.live.title', { organisation: check.organisationName })),
    checkId: check.id,
    organisation: check.organisationName,
    at: at + 1,
    total: steps.length,
    kind,
    theme: decision === null || decision.theme === null ? null : themeName(test, decision.theme),
    question: say(
      decision === null
        ? message(`workshop.question.${step.kind}`)
        : message(`priorities-test.decision.${decision.kind}`),
    ),
    positions: decision === null ? [] : showPositions(test, decision, say),
    revision: live.seen ?? known?.revision ?? 0,
    outcome: content.outcome,
    outcomes: outcomes.map((value) => ({ value, label: message(`workshop.outcome.${value}`) })),
    ...{ text: content.text, owner: content.owner, measure: content.measure },
    choices: choicesOf(live, kind, content),
    rows: (isNew ? suggestAgreed(test, kept) : rowsOf(content)).map((row, place) => ({
      ...row,
      place: place + 1,
    })),
    lines: linesOf(isNew ? suggestNotNow(test, kept) : content.lines),
    isOvertaken,
    theirs: !isOvertaken || known === undefined ? [] : told(live, kind, known.content, say),
    errors: live.errors,
    words: {
      kept: say(message('workshop.live.kept')),
      offline: say(message('workshop.live.offline')),
      signedOut: say(message('workshop.live.signed-out')),
      signIn: say(message('workshop.live.sign-in')),
      stale: say(message('workshop.live.stale')),
      most: say(message('workshop.problem.most')),
    },
    longest,
    mostPicks: kind === 'choose' ? mostAgreed : null,
    backHref: `/app/checks/${check.id}/priorities-test/workshop`,
    isFirst: at === 0,
    isLast: at === steps.length - 1,
  }
}

function rowsOf({ rows }: StepContent): StepContent['rows'] {
  return Array.from({ length: 3 }, (_, at) => rows[at] ?? { text: '', owner: '', measure: '' })
}

function linesOf(texts: readonly string[]): View['lines'] {
  return Array.from({ length: Math.max(notNowLines, 0) }, (_, at) => ({
    place: at + 1,
    text: texts[at] ?? '',
  }))
}

function choicesOf({ test }: Live, kind: View['kind'], { picks }: StepContent): View['choices'] {
  if (kind === 'choose') {
    return themeMatrix(test).rows.map(({ theme }) => ({
      id: theme.id,
      label: theme.name,
      isPicked: picks.includes(theme.id),
    }))
  }
  if (kind !== 'not-now') return []
  return offeredStops(test).map(({ id, text }) => ({ id, label: text, isPicked: picks.includes(id) }))
}

/** What the other desk has decided, ticked and written, line by line. */
function told(live: Live, kind: View['kind'], content: StepContent, say: Say): string[] {
  const { outcome, text, owner, measure, rows, lines } = content
  const single = [text, owner, measure].filter((part) => part !== '').join(' · ')
  const decided = say(message(`workshop.outcome.${outcome}`))
  const isDecision = kind === 'conflict' || kind === 'measure'
  const listed = rows
    .filter((row) => row.text !== '')
    .map((row) => [row.text, row.owner, row.measure].filter((part) => part !== '').join(' · '))
  const picked = choicesOf(live, kind, content).filter(({ isPicked }) => isPicked)
  return [
    ...(isDecision ? [single === '' ? decided : `${decided}: ${single}`] : []),
    ...listed,
    ...picked.map(({ label }) => label),
    ...lines.filter((line) => line !== ''),
  ]
}
