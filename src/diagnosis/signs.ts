import { type Sign, type SymptomArea, symptomAreas } from '../domain/evidence.ts'
import { type Message, message } from '../domain/message.ts'

export const positions = ['misaligned', 'rather-misaligned', 'between', 'rather-aligned', 'aligned'] as const
export type Position = (typeof positions)[number]

/** A figure belongs to the first position whose bound it stays under, in per cent. */
const bounds = [35, 50, 65, 80]

/** One row of the signs table: where the area stands between its two ends; null figure and position when not known. */
export type SignRow = {
  readonly area: SymptomArea
  readonly name: Message
  readonly misaligned: Message
  readonly aligned: Message
  readonly figure: number | null
  readonly low: number | null
  readonly high: number | null
  readonly position: Position | null
  readonly says: Message
  /** null where no instrument speaks for the area. */
  readonly source: { readonly instrument: string; readonly basis: Sign['basis'] } | null
}

/** The five symptom areas, each between misaligned and aligned, always all five. */
export function signsTable(signs: readonly Sign[]): readonly SignRow[] {
  return symptomAreas.map((area) => {
    const sign = signs.find((each) => each.area === area)
    const figure = sign?.figure ?? null
    const position = figure === null ? null : positionOf(figure)
    return {
      area,
      name: message(`diagnosis.area.${area}`),
      misaligned: message(`diagnosis.sign.${area}.misaligned`),
      aligned: message(`diagnosis.sign.${area}.aligned`),
      figure,
      low: sign?.low ?? null,
      high: sign?.high ?? null,
      position,
      says: message(`diagnosis.position.${position ?? 'unknown'}`),
      source: sign === undefined ? null : { instrument: sign.instrument, basis: sign.basis },
    }
  })
}

function positionOf(figure: number): Position {
  const index = bounds.findIndex((bound) => figure < bound)
  return positions[index === -1 ? positions.length - 1 : index] ?? 'aligned'
}
