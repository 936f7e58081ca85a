import type { ReviewedDiagnosis } from '../diagnosis/queries.ts'
import type { Observation } from '../domain/chapter.ts'
import { message } from '../domain/message.ts'
import type { Citations, Place } from './cite.ts'

type Given = { readonly diagnosis: ReviewedDiagnosis; readonly cite: Citations }
type SignRow = ReviewedDiagnosis['signs'][number]

const here: Place = { anchor: 'strengths', label: message('reports.section.strengths') }

/** What works, and the five signs, each with the number of what it rests on. */
export function buildStrengths({ diagnosis, cite }: Given) {
  return {
    points: diagnosis.strongPoints.map(({ id, says }) => ({ text: says, evidence: [cite.place(id, here)] })),
    signs: diagnosis.signs.map((row) => {
      const { area, name, source, ...shown } = row
      return { ...shown, area: name, found: foundIn(row), evidence: placesOf(row, cite) }
    }),
  }
}

function foundIn({ figure, low, high }: SignRow) {
  if (figure === null || low === null || high === null) return message('reports.signs.unknown')
  return message('reports.signs.found', {
    figure: Math.round(figure),
    low: Math.round(low),
    high: Math.round(high),
  })
}

function placesOf(row: SignRow, cite: Citations): readonly number[] {
  const { area, figure, low, high, name, says, source } = row
  if (figure === null || source === null) return []
  const observation: Observation = {
    id: `${source.instrument}.sign-${area}`,
    instrument: source.instrument,
    says: message('reports.signs.observed', { area: name, position: says }),
    figure: message('reports.figure.percent', { figure: Math.round(figure) }),
    basis: source.basis,
    uncertainty:
      low === null || high === null
        ? null
        : message('reports.signs.range', { low: Math.round(low), high: Math.round(high) }),
  }
  return [cite.place(observation, here)]
}
