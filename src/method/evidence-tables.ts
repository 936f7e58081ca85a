import {
  assumptionGapRow,
  itemRows,
  type Level,
  type LevelRow,
  recallRow,
  surveyRule,
} from '../domain/evidence-rules.ts'
import { type Message, message } from '../domain/message.ts'
import type { MethodTable } from './method-sections.ts'

/** The rule table as it is applied: the survey rule, who it is applied to, and the rows with bounds of their own. */
export function evidenceTables(): readonly MethodTable[] {
  return [surveyRuleTable(), itemTable(), levelTable()]
}

function surveyRuleTable(): MethodTable {
  return {
    caption: message('method.evidence.rule-caption'),
    heads: heads('strength', 'at-most', 'upper-below'),
    rows: surveyRule.supports.map(({ strength, atMost, upperBelow }) => [
      number(strength),
      message('method.percent', { share: atMost }),
      message('method.percent', { share: upperBelow }),
    ]),
  }
}

function itemTable(): MethodTable {
  return {
    caption: message('method.evidence.items-caption'),
    heads: heads('signal', 'statements', 'speaks-for', 'supports-up-to', 'contradicts-up-to'),
    rows: itemRows.map((row) => [
      message(`clarity-survey.row.${row.signal}`),
      joined(row.items),
      message(`diagnosis.target.${row.target}`),
      number(row.supportsUpTo),
      number(row.contradictsUpTo),
    ]),
  }
}

function levelTable(): MethodTable {
  const rows: readonly (readonly [string, LevelRow])[] = [
    ['assumption-gap', assumptionGapRow],
    ['recall-all', recallRow],
  ]
  return {
    caption: message('method.evidence.levels-caption'),
    heads: heads('signal', 'speaks-for', 'supports', 'contradicts'),
    rows: rows.map(([signal, { target, supports, contradicts }]) => [
      message(`clarity-survey.row.${signal}`),
      message(`diagnosis.target.${target}`),
      levels(supports),
      levels(contradicts),
    ]),
  }
}

function levels(list: readonly Level[]): Message {
  const said = list.map(({ strength, from, to }) => levelOf(strength, from, to))
  return said.reduceRight((rest, first) => message('method.and', { first, rest }))
}

// Bounds at the ends of the scale say nothing: "30 and more", "up to 4".
function levelOf(strength: number, from: number, to: number): Message {
  if (to >= 100) return message('method.level.from', { strength, from })
  return from <= 0
    ? message('method.level.to', { strength, to })
    : message('method.level.between', { strength, from, to })
}

function heads(...names: readonly string[]): readonly Message[] {
  return names.map((name) => message(`method.head.${name}`))
}

function number(value: number): Message {
  return message('method.number', { number: value })
}

function joined(codes: readonly string[]): Message {
  const names = codes.map((code) => message(`clarity-survey.short.${code}`))
  return names.reduceRight((rest, first) => message('method.and', { first, rest }))
}
