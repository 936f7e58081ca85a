import type { ReviewedDiagnosis, ReviewedFinding } from '../diagnosis/queries.ts'
import { type HashedContract, tellContract } from '../domain/anonymity-contract.ts'
import { openLinkUnit } from '../domain/disclosure/form-units.ts'
import { fewestAnswers } from '../domain/disclosure/hidden-groups.ts'
import {
  leadershipGroup,
  openLinkGroup,
  participation,
  staffGroup,
} from '../domain/disclosure/read-released.ts'
import type { ReleasedTable } from '../domain/disclosure/released-table.ts'
import { surveyRule } from '../domain/evidence-rules.ts'
import { joinNames } from '../domain/join-names.ts'
import { type Message, message } from '../domain/message.ts'
import type { CardExports } from './queries.ts'

export type MethodFacts = {
  readonly diagnosis: ReviewedDiagnosis
  readonly table: ReleasedTable
  readonly contract: HashedContract
  readonly isTrial: boolean
  readonly cardsExported: CardExports
  readonly linksRenewed: number
  readonly collection: { readonly lost: number; readonly unreadable: number }
  readonly isPageOneEdited: boolean
  readonly productVersion: string
  readonly changes: readonly Message[]
  /** Codes of the instruments that had something to say. */
  readonly run: readonly string[]
}

/** How it was found out, what was hidden and why, what people changed, and what was promised (spec 08). */
export function buildMethod(facts: MethodFacts) {
  const { table, changes } = facts
  return {
    participation: participationOf(table),
    paragraphs: paragraphs(facts),
    hidden: table.hidden.map((each) => hiddenSentence(table, each)),
    notExamined: notExamined(facts),
    thresholds: thresholds(),
    review: reviewSentences(facts),
    dismissed: facts.diagnosis.findings
      .filter(({ standing }) => standing === 'dismissed')
      .map(({ machine, review }) => ({
        name: message(`diagnosis.target.${machine.target}`),
        reason: review?.dismissal ?? '',
      })),
    contract: contractSection(facts),
    versions: [
      { name: message('reports.method.version.product'), says: facts.productVersion },
      { name: message('reports.method.version.table'), says: String(table.version) },
      {
        name: message('reports.method.version.rules'),
        says: message('reports.method.version.default-rules'),
      },
    ],
    changes,
  }
}

const allInstruments = [
  ...['clarity-survey', 'priorities-test', 'goal-trace', 'meeting-audit', 'rhythm-audit', 'decision-map'],
  ...['delivery-check', 'skills-audit', 'okr-map'],
]

/** By what would have been looked at: a reader need not know by which instrument. */
function notExamined({ run }: MethodFacts): readonly Message[] {
  const unused = allInstruments.filter((code) => !run.includes(code))
  return [
    message('reports.method.instruments', {
      used: joinNames(run.map((code) => message(`diagnosis.instrument.${code}`))),
      areas: joinNames(unused.map((code) => message(`reports.method.area.${code}`))),
    }),
  ]
}

function participationOf(table: ReleasedTable) {
  const staff = staffGroup(table)
  if (staff === null) return [{ name: message('reports.side.everyone'), ...table.participation }]
  const sides = [
    { name: message('reports.side.staff'), group: staff },
    { name: message('reports.side.leadership'), group: leadershipGroup(table) },
    { name: message('reports.side.open'), group: openLinkGroup(table) },
  ]
  return sides.flatMap(({ name, group }) => (group === null ? [] : [{ name, ...peopleOf(table, group) }]))
}

function peopleOf(table: ReleasedTable, group: { readonly atoms: readonly string[] }) {
  const { answered, invited } = participation(table, group)
  return { answered: Number(answered), invited: Number(invited) }
}

function paragraphs({
  table,
  isTrial,
  cardsExported,
  linksRenewed,
  collection,
}: MethodFacts): readonly Message[] {
  const { k, e, detail } = table.rule
  return [
    message('reports.method.table'),
    message('reports.method.groups', { k }),
    message('reports.method.edge', { e }),
    message('reports.method.detail', { detail }),
    message('reports.method.intervals'),
    message('reports.method.gaps'),
    message('reports.method.certainty'),
    message('reports.method.cards', cardsExported),
    ...(hasOpenLink(table)
      ? [message('reports.method.open-link', { open: fewestAnswers(table.rule, openLinkUnit) })]
      : []),
    ...(linksRenewed > 0 ? [message('reports.method.renewed', { count: linksRenewed })] : []),
    ...(isTrial ? [message('reports.method.trial')] : [message('reports.method.sealed', collection)]),
  ]
}

function hasOpenLink({ groups, hidden }: ReleasedTable): boolean {
  return groups.some(({ side }) => side === 'open') || hidden.some(({ id }) => id === openLinkUnit)
}

function hiddenSentence(table: ReleasedTable, each: ReleasedTable['hidden'][number]): Message {
  const place = table.groups.find((group) => group.id === each.countedIn)
  const values = { name: each.name, k: fewestAnswers(table.rule, each.id), group: place?.name ?? '' }
  return message(`reports.hidden.${each.reason}.${place === undefined ? 'nowhere' : 'joined'}`, values)
}

const explained = [
  'evident',
  'likely',
  'mixed',
  'pointed-to',
  'not-seen',
  'not-enough',
  'not-examined',
] as const

function thresholds() {
  const { supports, contradicts, participationAtLeast } = surveyRule
  const strengths = supports.map(({ strength, atMost, upperBelow }) => ({
    name: message(`reports.method.strength.${strength}`),
    says: message('reports.method.strength-rule', { atMost, upperBelow }),
  }))
  const against = {
    name: message('reports.method.against'),
    says: message('reports.method.against-rule', { ...contradicts, participation: participationAtLeast }),
  }
  const verdicts = explained.map((verdict) => ({
    name: message(`diagnosis.verdict.${verdict}`),
    says: message(`diagnosis.verdict-means.${verdict}`),
  }))
  return [...strengths, against, ...verdicts]
}

function reviewSentences({ diagnosis, isPageOneEdited }: MethodFacts): readonly Message[] {
  const count = (standing: ReviewedFinding['standing']) =>
    diagnosis.findings.filter((each) => each.standing === standing).length
  return [
    message('reports.method.reviewed', {
      accepted: count('accepted'),
      edited: count('edited'),
      dismissed: count('dismissed'),
      open: count('open') + count('outdated'),
    }),
    message(isPageOneEdited ? 'reports.method.page-one-edited' : 'reports.method.page-one-machine'),
  ]
}

function contractSection({ contract }: MethodFacts) {
  const lines = tellContract(contract).map((clause) => message('reports.contract.clause', clause))
  return { lines, hash: contract.hash }
}
