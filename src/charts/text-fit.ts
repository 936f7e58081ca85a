/** An estimate of a text's width in px, a little generous, without a canvas: definitions stay plain functions. */
export function estimateWidth(text: string, fontSize: number): number {
  let ems = 0
  for (const letter of text) ems += widthInEms(letter)
  return ems * fontSize
}

function widthInEms(letter: string): number {
  if (/[\u0300-\u036f]/.test(letter)) return 0
  if (/[ijltfI.,:;'’!|()[\]\u00a0 ]/.test(letter)) return 0.28
  if (/[mwMW%—]/.test(letter)) return 0.8
  if (/[\u1100-\u9fff\uac00-\ud7af\uff00-\uffef]/.test(letter)) return 1
  return /[A-ZÄÖÜ]/.test(letter) ? 0.6 : 0.51
}

/** Breaks a label into at most `lines` lines of `width` px; what does not fit ends in an ellipsis. */
export function wrapLabel(label: string, room: { width: number; fontSize: number; lines: number }): string[] {
  const wrapped: string[] = []
  let line = ''
  for (const word of label.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && estimateWidth(longer, room.fontSize) > room.width) {
      wrapped.push(line)
      line = word
    } else line = longer
  }
  if (line !== '') wrapped.push(line)
  const kept = wrapped.slice(0, room.lines)
  const isCut = wrapped.length > room.lines
  return kept.map((text, index) => shorten(text, room, isCut && index === kept.length - 1))
}

function shorten(text: string, room: { width: number; fontSize: number }, isCut: boolean): string {
  if (!isCut && estimateWidth(text, room.fontSize) <= room.width) return text
  const letters = [...text]
  while (letters.length > 1 && estimateWidth(`${letters.join('')}…`, room.fontSize) > room.width)
    letters.pop()
  return `${letters.join('').trimEnd()}…`
}

export type Placed = { readonly centre: number; readonly width: number }

/**
 * Centres for labels that would like to stand at `centre`, moved as little as needed so that none overlap
 * and all stay within the bounds (if there is room at all). Labels keep their order.
 */
export function spreadLabels(
  wanted: readonly Placed[],
  bounds: { from: number; to: number; gap: number },
): number[] {
  const centres: number[] = []
  let edge = bounds.from
  for (const label of wanted) {
    const centre = Math.max(label.centre, edge + label.width / 2)
    centres.push(centre)
    edge = centre + label.width / 2 + bounds.gap
  }
  let limit = bounds.to
  for (let index = wanted.length - 1; index >= 0; index -= 1) {
    const width = wanted[index]?.width ?? 0
    const centre = Math.min(centres[index] ?? 0, limit - width / 2)
    centres[index] = centre
    limit = centre - width / 2 - bounds.gap
  }
  return centres
}
