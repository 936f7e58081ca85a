import type { Assignments } from './choices.ts'
import type { TextBlock } from './group-texts.ts'

/** Assumed: reading a few words, a number key and a tab. */
const secondsEach = 2

export type Progress = {
  readonly texts: number
  readonly assignedTexts: number
  readonly groups: number
  readonly openGroups: number
  readonly minutesLeft: number
}

/** `texts` counts every text as written, `groups` what is decided one by one; minutes are rounded up. */
export function progressOf(blocks: readonly TextBlock[], assigned: Assignments): Progress {
  const groups = blocks.flatMap((block) => block.groups)
  const open = groups.filter((group) => !assigned.has(group.key))
  const texts = total(groups.map((group) => group.count))
  const openBlocks = blocks.filter((block) => isOpen(block, assigned))
  return {
    texts,
    assignedTexts: texts - total(open.map((group) => group.count)),
    groups: groups.length,
    openGroups: open.length,
    minutesLeft: Math.ceil((openBlocks.length * secondsEach) / 60),
  }
}

export function isOpen(block: TextBlock, assigned: Assignments): boolean {
  return block.groups.some((group) => !assigned.has(group.key))
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
