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
  readonly exhibits: readonly Exhibit<Text>[]
}

export type Exhibit<Text = Message> =
  | Paired<Text>
  | Perceived<Text>
  | Heat<Text>
  | Listing<Text>
  | Remarks<Text>

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

/** A table with coloured cells. A row without cells is hidden and says why. */
export type Heat<Text = Message> = {
  readonly kind: 'heat'
  readonly id: string
  readonly title: Text
  readonly note: Text | null
  readonly heads: { readonly group: Text; readonly answered: Text }
  readonly columns: readonly Text[]
  readonly rows: readonly HeatRow<Text>[]
}

export type HeatRow<Text = Message> = {
  readonly name: string
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
  readonly note: Text | null
  readonly heads: readonly { readonly label: Text; readonly isFigure: boolean }[]
  /** The first cell heads the row. */
  readonly rows: readonly (readonly Text[])[]
}

/** Sentences worth reading below the charts; `evidence` are ids. */
export type Remarks<Text = Message> = {
  readonly kind: 'remarks'
  readonly id: string
  readonly title: Text
  readonly remarks: readonly Text[]
}
