import type { z } from 'zod'
import { type Day, dayAfter } from '../domain/day.ts'
import type { Evidence } from '../domain/evidence.ts'
import { type Message, message } from '../domain/message.ts'
import { tellBasis, tellCertainty, tellWeight } from '../domain/tell-evidence.ts'
import type { Errors } from '../web/form.ts'
import { type Finding, targetName } from './findings.ts'
import { markOf } from './mark.ts'
import type { findingSchema } from './pages.ts'
import type { ReviewedFinding } from './review.ts'

type Shown = z.input<typeof findingSchema>

/** A post that could not be kept: what was typed stays in its form. */
export type Attempt = {
  readonly target: string
  readonly typed: Readonly<Record<string, string>>
  readonly errors: Errors
  readonly isOvertaken: boolean
}

export type Showing = {
  readonly evidence: readonly Evidence[]
  readonly today: Day
  readonly say: (text: Message) => string
  readonly attempt: Attempt | null
}

const fieldNames = ['wording', 'why', 'remedy', 'first-step', 'owner', 'due', 'dismissal'] as const

/** The fields of one finding carry its name, because all findings stand on one page. */
export function fieldName(target: string, field: string): string {
  return `${target}-${field}`
}

export function showFinding(reviewed: ReviewedFinding, showing: Showing): Shown {
  const { machine, finding, standing, review } = reviewed
  const { target, verdict } = machine
  const attempt = showing.attempt?.target === target ? showing.attempt : null
  return {
    target,
    name: targetName(target),
    meaning: message(`diagnosis.meaning.${target}`),
    verdict,
    verdictName: message(`diagnosis.verdict.${verdict}`),
    verdictMeaning: message(`diagnosis.verdict-means.${verdict}`),
    standing,
    standingName: message(`diagnosis.standing.${standing}`),
    isOpen: standing === 'open' || standing === 'outdated',
    isOutdated: standing === 'outdated',
    isSilent: standing === 'silent',
    isEdited: standing !== 'silent' && review?.state === 'edited',
    isDismissed: standing === 'dismissed',
    isOvertaken: attempt?.isOvertaken ?? false,
    canUndo: standing === 'accepted' || standing === 'edited' || standing === 'dismissed',
    canReview: standing !== 'silent' && standing !== 'dismissed',
    dismissal: review?.dismissal ?? null,
    shown: wordsOf(finding, showing.today),
    machine: wordsOf(machine, showing.today),
    hasRemedy: machine.remedy !== null,
    evidence: evidenceOf(machine, showing.evidence),
    settles: machine.settles,
    mark: markOf(review),
    names: Object.fromEntries(fieldNames.map((field) => [field, fieldName(target, field)])),
    fields: attempt === null ? fieldsOf(finding, showing) : typedFields(attempt.typed),
    errors: attempt?.errors ?? {},
    isUnfolded: attempt !== null,
  }
}

function wordsOf({ wording, why, remedy }: Finding, today: Day): Shown['machine'] {
  return {
    wording,
    why,
    remedy: remedy?.remedy ?? null,
    firstStep: remedy?.firstStep ?? null,
    owner: remedy?.owner ?? null,
    dueOn: remedy === null ? null : dayAfter(today, remedy.dueInDays),
  }
}

/** Numbers are places in the whole list, so that they stay the same on every page. */
function evidenceOf(finding: Finding, all: readonly Evidence[]): Shown['evidence'] {
  return all.flatMap((each, index) =>
    finding.evidence.includes(each.id)
      ? [
          {
            place: index + 1,
            says: each.says,
            weight: tellWeight(each),
            basis: tellBasis(each.basis),
            certainty: each.uncertainty && tellCertainty(each.uncertainty),
            caveats: [...each.caveats],
          },
        ]
      : [],
  )
}

function fieldsOf(finding: Finding, { say, today }: Showing): Shown['fields'] {
  const { remedy } = finding
  const told = (text: Message | null | undefined) => (text === null || text === undefined ? '' : say(text))
  return {
    wording: say(finding.wording),
    why: told(finding.why),
    remedy: told(remedy?.remedy),
    firstStep: told(remedy?.firstStep),
    owner: told(remedy?.owner),
    due: remedy === null ? '' : dayAfter(today, remedy.dueInDays),
    dismissal: '',
  }
}

function typedFields(typed: Attempt['typed']): Shown['fields'] {
  const value = (field: (typeof fieldNames)[number]) => typed[field] ?? ''
  return {
    wording: value('wording'),
    why: value('why'),
    remedy: value('remedy'),
    firstStep: value('first-step'),
    owner: value('owner'),
    due: value('due'),
    dismissal: value('dismissal'),
  }
}
