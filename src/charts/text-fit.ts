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

type Cluster = { sum: number; count: number }

/**
 * Centres for labels that would like to stand at `centre`: in the same order, none overlapping, within the bounds
 * where there is room, and moved as little as possible (least squares by pooling adjacent violators).
 */
export function spreadLabels(
  wanted: readonly Placed[],
  bounds: { from: number; to: number; gap: number },
): number[] {
  const [first] = wanted
  const last = wanted.at(-1)
  if (first === undefined || last === undefined) return []
  const offsets = offsetsOf(wanted, bounds.gap)
  const anchors = pooled(wanted.map((label, index) => label.centre - (offsets[index] ?? 0)))
  const low = bounds.from + first.width / 2
  const high = bounds.to - last.width / 2 - (offsets.at(-1) ?? 0)
  return anchors.map((anchor, index) => Math.max(low, Math.min(high, anchor)) + (offsets[index] ?? 0))
}

/** How far each label stands from the first when all touch. */
function offsetsOf(labels: readonly Placed[], gap: number): number[] {
  let offset = 0
  return labels.map((label, index) => {
    const before = labels[index - 1]
    if (before !== undefined) offset += (before.width + label.width) / 2 + gap
    return offset
  })
}

/** The non-decreasing row of numbers nearest to the given one. */
function pooled(values: readonly number[]): number[] {
  const clusters: Cluster[] = []
  for (const value of values) {
    let cluster = { sum: value, count: 1 }
    for (
      let before = clusters.at(-1);
      before && before.sum / before.count > cluster.sum / cluster.count;
      before = clusters.at(-1)
    ) {
      cluster = { sum: before.sum + cluster.sum, count: before.count + cluster.count }
      clusters.pop()
    }
    clusters.push(cluster)
  }
  return clusters.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
}
