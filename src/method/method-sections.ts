import { profiles } from '../domain/disclosure/released-table.ts'
import { disclosureRules, fewestEstimates, smallestOpenGroup } from '../domain/disclosure/rules.ts'
import { itemRows, localRows, pilotRule, strongPointRule, surveyRule } from '../domain/evidence-rules.ts'
import { coherenceRow } from '../domain/leadership-rules.ts'
import { type Message, message } from '../domain/message.ts'
import { percentFrom } from '../domain/statistics/head-count.ts'
import { reliableFrom, tentativeFrom } from '../domain/statistics/krippendorff-alpha.ts'
import { certaintyHalfWidths, falseDiscoveryRate, gapSizes } from '../domain/statistics/marks.ts'
import { casesOfTrace } from './cases-of-trace.ts'
import { evidenceTables, joined } from './evidence-tables.ts'
import { leadershipTable } from './leadership-table.ts'

export type MethodTable = {
  readonly caption: Message
  readonly heads: readonly Message[]
  readonly rows: readonly (readonly Message[])[]
}

export type MethodSection = {
  readonly id: string
  readonly title: Message
  readonly paragraphs: readonly Message[]
  readonly tables: readonly MethodTable[]
}

/** Every rule in plain words. Numbers come from the rules themselves, so the page cannot differ from what is done. */
export function methodSections(): readonly MethodSection[] {
  return [
    section('people', ['anonymous', 'kept', 'opened']),
    section('groups', ['joining', 'union', 'edge', 'larger', 'texts'], {
      values: { open: smallestOpenGroup, leaders: fewestEstimates },
      tables: [disclosureTable()],
    }),
    section('figures', ['favourable', 'interval', 'bounds', 'envelope', 'small', 'means', 'certainty'], {
      values: {
        percentFrom,
        well: certaintyHalfWidths['well-established'],
        guide: certaintyHalfWidths['good-guide'],
      },
    }),
    section('comparisons', ['gap', 'marks', 'ranks', 'never-ranked', 'assumed', 'named', 'rounds'], {
      values: { ...gapSizes, rate: 100 * falseDiscoveryRate },
    }),
    section('coding', ['blind', 'machine', 'two', 'counts'], { values: { reliableFrom, tentativeFrom } }),
    section('priorities', ['seal', 'measured', 'whole', 'conflicts', 'names'], {
      values: { smallest: coherenceRow.smallestTeam },
      tables: [leadershipTable()],
    }),
    section('evidence', ['rule', 'against', 'low-participation', 'local', 'independence', 'keep', 'pilot'], {
      values: evidenceValues(),
      tables: evidenceTables(),
    }),
    section('trace', ['elements', 'hops', 'shown', 'first-hop', 'translation', 'cases'], {
      values: casesOfTrace(),
    }),
    section('sources', ['recall-sull', 'recall-homkes', 'statistics']),
  ]
}

type More = {
  readonly values?: Readonly<Record<string, number | Message>>
  readonly tables?: readonly MethodTable[]
}

function section(
  id: string,
  paragraphs: readonly string[],
  { values = {}, tables = [] }: More = {},
): MethodSection {
  return {
    id,
    title: message(`method.${id}.title`),
    paragraphs: paragraphs.map((name) => message(`method.${id}.${name}`, values)),
    tables,
  }
}

function disclosureTable(): MethodTable {
  const rows = ['k', 'e', 'detail', 'texts'] as const
  return {
    caption: message('method.groups.caption'),
    heads: [message('method.head.rule'), ...profiles.map((profile) => message(`method.profile.${profile}`))],
    rows: rows.map((rule) => [
      message(`method.rule.${rule}`),
      ...profiles.map((profile) => message('method.number', { number: disclosureRules[profile][rule] })),
    ]),
  }
}

function evidenceValues(): Readonly<Record<string, number | Message>> {
  const { contradicts, local, participationAtLeast } = surveyRule
  return {
    atLeast: contradicts.atLeast,
    lowerAtLeast: contradicts.lowerAtLeast,
    noGroupUnder: contradicts.noGroupUnder,
    participation: participationAtLeast,
    localSmallest: local.smallestGroup,
    localAtMost: local.atMost,
    localOrganisation: local.organisationAtLeast,
    localStrength: local.strength,
    localItems: localItems(),
    keepAtLeast: strongPointRule.atLeast,
    keepLower: strongPointRule.lowerAtLeast,
    keepGroup: strongPointRule.noGroupUnder,
    pilotAtLeast: Math.min(...pilotRule.map(({ atLeast }) => atLeast)),
  }
}

function localItems(): Message {
  return joined(localRows.filter((row) => !itemRows.some((each) => each === row)).flatMap((row) => row.items))
}
