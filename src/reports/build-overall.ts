import type { ReviewedDiagnosis } from '../diagnosis/queries.ts'
import type { Chapter, Listing } from '../domain/chapter.ts'
import { type Message, message } from '../domain/message.ts'
import { overallRule } from '../domain/statistics/overall-figure.ts'

type Overall = ReviewedDiagnosis['overall']

/** The overall figure: in the appendix only, with its range and its weights, or why it is withheld (spec 10). */
export function overallChapter({ overall }: ReviewedDiagnosis): Chapter {
  return {
    part: 'appendix',
    id: 'overall',
    title: message('reports.overall.title'),
    cites: [],
    lead: leadOf(overall),
    exhibits: overall.components.length === 0 ? [] : [listingOf(overall)],
  }
}

function leadOf({ components, figure }: Overall): Message {
  if (figure.outcome === 'withheld') {
    const values = { ...overallRule, count: components.length }
    return message(`reports.overall.withheld.${figure.reason}`, values)
  }
  const { value, low, high } = figure
  return message('reports.overall.lead', { value, low, high, count: components.length })
}

function listingOf({ components, figure }: Overall): Listing {
  const weight =
    figure.outcome === 'shown'
      ? message('reports.figure.percent', { figure: Math.round(100 * figure.weight) })
      : message('reports.overall.no-weight')
  return {
    kind: 'listing',
    id: 'overall-components',
    title: message('reports.overall.components'),
    cites: [],
    note: message('reports.overall.note'),
    heads: [
      { label: message('reports.overall.component'), isFigure: false },
      ...['figure', 'range', 'weight'].map((name) => ({
        label: message(`reports.overall.${name}`),
        isFigure: true,
      })),
    ],
    rows: components.map(({ name, value, low, high }) => [
      message(`reports.overall.component-${name}`),
      message('reports.figure.percent', { figure: Math.round(value) }),
      message('reports.overall.between', { low: Math.round(low), high: Math.round(high) }),
      weight,
    ]),
  }
}
