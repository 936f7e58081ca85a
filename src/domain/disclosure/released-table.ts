import type { OwnItem } from '../own-item.ts'

/** The people's side of a check: a leader counts in leadership and in no team; open-link answers stand apart. */
export const sides = ['staff', 'leadership', 'open'] as const
export type Side = (typeof sides)[number]

/** Counts of the answers 1 to 5 as given (before reversal) and, last, of "I can't say". */
export type Histogram = readonly [number, number, number, number, number, number]

export const profiles = ['standard', 'strict'] as const
export type Profile = (typeof profiles)[number]

/** k smallest atom, e edge, detail size of a union whose distribution is shown, texts fewest in one language and side (spec 09). */
export type DisclosureRule = {
  readonly k: number
  readonly e: number
  readonly detail: number
  readonly texts: number
}

/**
 * One node of the team tree as invited or as answered: `direct` counts the people who belong to the node itself.
 * `parts` holds the single names of a node that was joined from several.
 */
export type TeamNode = {
  readonly id: string
  readonly name: string
  readonly parts?: readonly string[]
  readonly direct: number
  readonly children: readonly TeamNode[]
}

/** What was asked. `own` only of statements that the organisation added: their words stand in no catalogue. */
export type ReleasedItem = {
  readonly code: string
  readonly reversed: boolean
  readonly own?: Pick<OwnItem, 'texts' | 'pillar'>
}

/** The smallest group ever stored. `invited` is 0 for the open link: nobody was invited, so no interval. `items` are adjusted histograms by item code; `lineOfSight` adjusted counts by option id. */
export type ReleasedAtom = {
  readonly id: string
  readonly name: string
  readonly side: Side
  readonly invited: number
  readonly answered: number
  readonly items: Readonly<Record<string, Histogram>>
  readonly lineOfSight: Readonly<Record<string, number>> | null
}

/** A group that may be shown: exactly a union of atoms. `joined` names the nodes that are counted in it and not shown alone. */
export type ShownGroup = {
  readonly id: string
  readonly name: string
  readonly side: Side | 'everyone'
  readonly parentId: string | null
  readonly depth: number
  readonly atoms: readonly string[]
  readonly joined: readonly string[]
}

/** What leaders expected, apart from everything else: mean to the nearest 5 (three leaders or more), spread in words (k or more), both at the edge as in leaders-estimates.ts. */
export type ReleasedEstimate = {
  readonly leaders: number
  readonly mean: number
  readonly spread: 'narrow' | 'medium' | 'wide' | null
}

/**
 * The only thing computed from raw answers, once, at close, and the only thing kept (spec 09).
 * `estimates` by item code, and 'all-priorities' for the share who could name all agreed priorities.
 */
export type ReleasedTable = {
  readonly version: 1
  readonly profile: Profile
  readonly rule: DisclosureRule
  readonly items: readonly ReleasedItem[]
  readonly priorities: readonly { readonly id: string; readonly text: string }[]
  readonly atoms: readonly ReleasedAtom[]
  /** The organisation first (id of the root), then departments and teams depth first, then leadership, then open link. */
  readonly groups: readonly ShownGroup[]
  /** The coarser unions for which a distribution may be shown. */
  readonly detailGroups: readonly ShownGroup[]
  readonly hidden: readonly {
    readonly id: string
    readonly name: string
    readonly countedIn: string | null
    readonly reason: 'too-few-answers' | 'too-few-invited'
  }[]
  readonly estimates: Readonly<Record<string, ReleasedEstimate>>
  readonly participation: { readonly invited: number; readonly answered: number }
}
