import type { Coder, Coding, CodingStart, Theme } from './coding.ts'

/** A coding while its steps are applied: the same as `Coding`, but changed in place, as there may be thousands. */
export type DeskState = {
  readonly start: CodingStart
  readonly textIds: ReadonlySet<string>
  readonly isGiven: boolean
  themes: readonly Theme[]
  readonly codes: Readonly<Record<Coder, Map<string, string>>>
  isFrozen: boolean
  isCompared: boolean
}

export function openDesk(start: CodingStart): DeskState {
  return {
    start,
    textIds: new Set(start.texts.map(({ id }) => id)),
    isGiven: start.themes !== undefined,
    themes: start.themes ?? [],
    codes: { lead: new Map(), second: new Map() },
    isFrozen: false,
    isCompared: false,
  }
}

export function codingOn({ start, themes, codes, isFrozen, isCompared }: DeskState): Coding {
  return {
    ...start,
    themes,
    codes: { lead: inOrder(codes.lead), second: inOrder(codes.second) },
    isFrozen,
    isCompared,
  }
}

function inOrder(codes: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...codes].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
