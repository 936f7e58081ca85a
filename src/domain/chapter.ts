import type { Message } from './message.ts'

/** Where a chapter stands in the report (spec 08); a report prints them in this order. */
export const chapterParts = ['leadership', 'gap', 'rounds', 'operations', 'goals', 'appendix'] as const
export type ChapterPart = (typeof chapterParts)[number]

/**
 * What an instrument contributes to the report beside its evidence. Its texts are messages until the report is made, and
 * strings in the report that is kept. A new instrument brings new chapters, not a new report.
 */
export type Chapter<Text = Message> = {
  readonly part: ChapterPart
  readonly id: string
  readonly title: Text
  readonly lead: Text | null
  /** What the title rests on. */
  readonly cites: readonly Cited<Text>[]
  readonly exhibits: readonly Exhibit<Text>[]
}

/**
 * A figure that a title or a remark rests on and that speaks for no finding. It gets a number of its own in the evidence
 * index; `uncertainty` says where the figure can lie, null where nothing is left open.
 */
export type Observation<Text = Message> = {
  readonly id: string
  readonly instrument: string
  readonly says: Text
  readonly figure: Text
  readonly basis: { readonly n: number; readonly of: number } | null
  readonly uncertainty: Text | null
}

/** The id of evidence, of a strong point or of an expectation; or an observation that comes along. */
export type Cited<Text = Message> = string | Observation<Text>

export type Exhibit<Text = Message> =
  | Paired<Text>
  | Perceived<Text>
  | Heat<Text, string | Text>
  | Listing<Text>
  | Remarks<Text>
  | Tree<Text>
  | Beside<Text>

/** A share 0…1 as it is drawn and said; `low` and `high` where it can lie, null where that is not known. */
export type Mark<Text> = {
  readonly share: number
  readonly low: number | null
  readonly high: number | null
  /** Short, beside the marker: "58", "4 of 7". */
  readonly label: Text
  /** In full, for the table: "58 % (54 to 62 %)". */
  readonly says: Text
}

/** Two figures a row and their difference; `drawn` says which chart shows it. */
export type Paired<Text = Message> = {
  readonly kind: 'paired'
  readonly drawn: 'gap' | 'expected' | 'change'
  readonly id: string
  readonly title: Text
  /** What the title rests on. */
  readonly cites: readonly Cited<Text>[]
  readonly note: Text | null
  readonly names: {
    readonly row: Text
    readonly first: Text
    readonly second: Text
    readonly difference: Text
  }
  readonly rows: readonly PairedRow<Text>[]
}

export type PairedRow<Text = Message> = {
  readonly id: string
  readonly label: Text
  readonly first: Mark<Text>
  readonly second: Mark<Text>
  readonly difference: {
    readonly points: number
    readonly label: Text
    readonly says: Text
    readonly size: 'neutral' | 'notable' | 'large'
    readonly isSolid: boolean
  }
}

/** What people say they could name, above what they did name: all, two, one, none. */
export type Perceived<Text = Message> = {
  readonly kind: 'perceived'
  readonly id: string
  readonly title: Text
  readonly cites: readonly Cited<Text>[]
  readonly note: Text | null
  readonly heads: { readonly side: Text; readonly says: Text }
  readonly sides: readonly PerceivedSide<Text>[]
  readonly names: readonly [Text, Text, Text, Text]
}

type Part<Text> = { readonly share: number; readonly label: Text }

export type PerceivedSide<Text = Message> = {
  readonly side: 'staff' | 'leaders'
  readonly name: Text
  readonly says: Part<Text> & { readonly name: Text }
  /** null where it may not be shown. */
  readonly named: {
    readonly name: Text
    readonly parts: readonly [Part<Text>, Part<Text>, Part<Text>, Part<Text>]
  } | null
}

export const heatLevels = ['ll', 'l', 'm', 'h', 'hh'] as const
export type HeatLevel = (typeof heatLevels)[number]

/** A table with coloured cells. A row without cells is hidden and says why; it is named by a group, or in words. */
export type Heat<Text = Message, Name = string> = {
  readonly kind: 'heat'
  readonly id: string
  readonly title: Text
  readonly cites: readonly Cited<Text>[]
  readonly note: Text | null
  readonly heads: { readonly group: Text; readonly answered: Text }
  readonly columns: readonly Text[]
  readonly rows: readonly HeatRow<Text, Name>[]
}

export type HeatRow<Text = Message, Name = string> = {
  readonly name: Name
  readonly depth: number
  readonly answered: Text
  readonly cells: readonly {
    readonly label: Text
    readonly level: HeatLevel | null
    /** Differs from the rest beyond chance. */
    readonly isSolid: boolean
  }[]
  readonly hidden: Text | null
}

export type Listing<Text = Message> = {
  readonly kind: 'listing'
  readonly id: string
  readonly title: Text
  readonly cites: readonly Cited<Text>[]
  readonly note: Text | null
  readonly heads: readonly { readonly label: Text; readonly isFigure: boolean }[]
  /** The first cell heads the row. */
  readonly rows: readonly (readonly Text[])[]
}

/** A sentence worth reading beside the charts; `lead` opens it and stands out. */
export type Remark<Text = Message> = {
  readonly lead: Text | null
  readonly says: Text
  readonly cites: readonly Cited<Text>[]
}

export type Remarks<Text = Message> = {
  readonly kind: 'remarks'
  readonly id: string
  readonly title: Text
  readonly cites: readonly Cited<Text>[]
  readonly remarks: readonly Remark<Text>[]
}

/** What goes down from one to many: drawn as a tree from left to right, and told in an equal table. */
export type Tree<Text = Message> = {
  readonly kind: 'tree'
  readonly id: string
  readonly title: Text
  readonly cites: readonly Cited<Text>[]
  readonly note: Text | null
  readonly heads: {
    readonly place: Text
    readonly from: Text
    readonly kept: Text
    readonly passed: Text
    readonly lost: Text
  }
  /** Names of the columns; the first holds where it begins. */
  readonly columns: readonly Text[]
  readonly root: Text
  /** Each after the one above it. */
  readonly nodes: readonly TreeNode<Text>[]
}

export type TreeNode<Text = Message> = {
  readonly id: string
  /** null: directly below the root. */
  readonly above: string | null
  readonly column: number
  readonly label: Text
  readonly figure: Text
  /** How much has arrived, 0…1: the weight of the line to it; null while that is not known. */
  readonly share: number | null
  readonly isBreak: boolean
  readonly row: {
    readonly place: Text
    readonly from: Text
    readonly kept: Text
    /** How much of what stood one level above has arrived. */
    readonly passed: Text
    readonly lost: Text
  }
}

/** Two statements to be held against each other. */
export type Beside<Text = Message> = {
  readonly kind: 'beside'
  readonly id: string
  readonly title: Text
  readonly cites: readonly Cited<Text>[]
  readonly note: Text | null
  readonly sides: readonly [BesideSide<Text>, BesideSide<Text>]
}

export type BesideSide<Text = Message> = {
  readonly head: Text
  readonly figure: Text | null
  /** The words themselves, or why they are not shown. */
  readonly says: Text
  readonly isQuote: boolean
}
