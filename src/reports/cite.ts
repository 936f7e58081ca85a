import type { ReviewedDiagnosis } from '../diagnosis/queries.ts'
import type { Cited, Observation } from '../domain/chapter.ts'
import type { Evidence, Expectation, StrongPoint, Uncertainty } from '../domain/evidence.ts'
import { type Message, message } from '../domain/message.ts'
import { tellBasis, tellCertainty } from '../domain/tell-evidence.ts'

/** One entry of the evidence index. */
export type Entry = {
  readonly place: number
  readonly instrument: Message
  readonly says: Message
  readonly figure: Message | null
  readonly basis: Message | null
  readonly uncertainty: Message | null
  /** null for a figure that belongs to no finding. */
  readonly speaksFor: Message | null
  readonly caveats: readonly Message[]
  /** The claims that rest on it. */
  readonly usedIn: readonly Place[]
}

/** Where in the report a claim stands. */
export type Place = { readonly anchor: string; readonly label: Message }

export type Citations = {
  /** The number of what is cited; given out in the order in which claims first appear. */
  place(cited: Cited, where: Place): number
  /** What was cited so far, by number. */
  entries(): readonly Entry[]
}

type Source = Omit<Entry, 'place' | 'usedIn'>

/** Numbers claims as they are made, so that every printed number resolves and none is printed that was not used. */
export function openCitations(diagnosis: ReviewedDiagnosis): Citations {
  const sources = sourcesIn(diagnosis)
  const same = sameFigures(diagnosis)
  const entries = new Map<string, Entry>()
  return {
    place: (cited, where) => {
      const known = typeof cited === 'string' ? (same.get(cited) ?? cited) : cited.id
      const source = typeof cited === 'string' ? sources.get(known) : ofObservation(cited)
      if (source === undefined) throw new Error(`The report cites "${known}", and there is no such evidence.`)
      const entry = entries.get(known) ?? { ...source, place: entries.size + 1, usedIn: [] }
      const usedIn = [...entry.usedIn.filter(({ anchor }) => anchor !== where.anchor), where]
      entries.set(known, { ...entry, usedIn })
      return entry.place
    },
    entries: () => [...entries.values()],
  }
}

function sourcesIn({ evidence, strongPoints, expectations }: ReviewedDiagnosis): ReadonlyMap<string, Source> {
  return new Map<string, Source>([
    ...evidence.map((each) => [each.id, ofEvidence(each)] as const),
    ...strongPoints.map((each) => [each.id, ofStrongPoint(each)] as const),
    ...expectations.map((each) => [each.id, ofExpectation(each)] as const),
  ])
}

/** An expectation whose figure is evidence already has no number of its own. */
function sameFigures({ evidence, expectations }: ReviewedDiagnosis): ReadonlyMap<string, string> {
  return new Map(
    expectations.flatMap(({ id, link }) => {
      const same = evidence.find(
        (one) => one.link === link && one.direction === 'supports' && one.local === null,
      )
      return same === undefined ? [] : [[id, same.id] as const]
    }),
  )
}

function ofEvidence(each: Evidence): Source {
  const isGap = each.signal === 'assumption-gap'
  return {
    instrument: instrumentName(each.instrument),
    says: each.says,
    figure: each.figure === null ? null : figureOf(each.figure, isGap ? 'points' : 'percent'),
    basis: tellBasis(each.basis),
    uncertainty: each.uncertainty && certaintyOf(each.uncertainty, isGap),
    speaksFor: message(`reports.index.${each.direction}`, {
      target: message(`diagnosis.target.${each.speaksFor}`),
    }),
    caveats: each.caveats,
  }
}

/** Leaders' guesses have no interval: beside a gap it is the one of the staff. */
function certaintyOf(uncertainty: Uncertainty, isGap: boolean): Message {
  const certainty = tellCertainty(uncertainty)
  return isGap ? message('reports.index.of-staff', { certainty }) : certainty
}

function ofStrongPoint(each: StrongPoint): Source {
  return {
    instrument: instrumentName(each.instrument),
    says: each.says,
    figure: figureOf(each.figure, 'percent'),
    basis: tellBasis(each.basis),
    uncertainty: tellCertainty(each.uncertainty),
    speaksFor: message('reports.index.strength'),
    caveats: [],
  }
}

function ofExpectation(each: Expectation): Source {
  return {
    instrument: instrumentName(each.instrument),
    says: message('reports.index.expectation', { subject: each.subject, found: each.says }),
    // Where nobody was asked to expect anything, what was found says all there is.
    figure: each.expected === null ? null : figureOf(each.found, 'percent'),
    basis: null,
    uncertainty: each.uncertainty && tellCertainty(each.uncertainty),
    speaksFor: each.expected === null ? null : message('reports.index.expected'),
    caveats: [],
  }
}

function ofObservation({ instrument, says, figure, basis, uncertainty }: Observation): Source {
  return {
    instrument: instrumentName(instrument),
    says,
    figure,
    basis: basis && tellBasis(basis),
    uncertainty,
    speaksFor: null,
    caveats: [],
  }
}

function instrumentName(instrument: string): Message {
  return message(`diagnosis.instrument.${instrument}`)
}

function figureOf(figure: number, unit: 'percent' | 'points'): Message {
  return message(`reports.figure.${unit}`, { figure: Math.round(figure) })
}
