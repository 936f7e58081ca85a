import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { participation, staffGroup } from '../domain/disclosure/read-released.ts'
import { surveyRule } from '../domain/evidence-rules.ts'
import { message } from '../domain/message.ts'
import type { SurveyCheck } from '../instruments/clarity-survey/results/queries.ts'
import { formatDay } from '../web/helpers.ts'
import type { findingsPage, findingsWaitPage } from './pages.ts'
import type { DiagnosedCheck } from './queries.ts'
import { type Attempt, fieldName, type Showing, showFinding } from './show-findings.ts'

const kinds = ['pitfall', 'root-cause', 'illusion', 'anti-pattern'] as const

/** The five pitfalls, then the root causes, then the illusion, then what was looked for beside them. */
export function showPage(
  { check, diagnosis }: DiagnosedCheck,
  { say, locale, today, attempt }: Pick<Showing, 'say' | 'today' | 'attempt'> & { readonly locale: string },
): z.input<typeof findingsPage.schema> {
  const { findings, evidence, unknowns } = diagnosis
  const showing = { evidence, today, say, attempt }
  return {
    ...frameOf(check, say({ key: 'diagnosis.page.title' })),
    errors: errorsOf(attempt),
    state: stateOf(check, locale),
    warning: warningOf(check),
    open: findings.filter(({ standing }) => standing === 'open' || standing === 'outdated').length,
    groups: kinds.flatMap((kind) => {
      const ofKind = findings.filter(({ machine }) => machine.kind === kind)
      const title = say({ key: `diagnosis.group.${kind}` })
      return ofKind.length === 0
        ? []
        : [{ title, findings: ofKind.map((each) => showFinding(each, showing)) }]
    }),
    unknowns: [...unknowns],
  }
}

export function showWait(check: SurveyCheck, reply: FastifyReply): z.input<typeof findingsWaitPage.schema> {
  return {
    ...frameOf(check, reply.say({ key: 'diagnosis.page.title' })),
    text: message(
      `diagnosis.wait.${check.status === 'draft' || check.status === 'discarded' ? check.status : 'open'}`,
    ),
  }
}

function frameOf(check: SurveyCheck, title: string) {
  return {
    title,
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

function errorsOf(attempt: Attempt | null) {
  return Object.fromEntries(
    Object.entries(attempt?.errors ?? {}).map(([field, error]) => [
      fieldName(attempt?.target ?? '', field),
      error,
    ]),
  )
}

function stateOf({ table, closedAt }: SurveyCheck, locale: string) {
  if (table === null || closedAt === null) return []
  const { invited, answered } = table.participation
  return [
    message('diagnosis.page.answered', { answered, invited }),
    message('diagnosis.page.released-on', { day: formatDay(locale, closedAt) }),
  ]
}

function warningOf({ table }: SurveyCheck) {
  const staff = table === null ? null : staffGroup(table)
  if (table === null || staff === null)
    return message('diagnosis.page.nothing-shown', { k: table?.rule.k ?? 0 })
  const { invited, answered } = participation(table, staff)
  return (100 * answered) / invited < surveyRule.participationAtLeast ? message('diagnosis.page.low') : null
}
