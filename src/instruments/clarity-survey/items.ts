import type { Pillar, SymptomArea } from '../../domain/evidence.ts'
import type { ItemChoice } from '../../domain/item-choice.ts'
import { type Message, message } from '../../domain/message.ts'
import { type OwnItem, ownText } from '../../domain/own-item.ts'

/** One rated statement. The sentence itself is in the catalogue under `item.<code>` and is never reworded. */
export type Item = {
  readonly code: string
  readonly pillar: Pillar
  /** null: values belong to none of the five symptom areas. */
  readonly area: SymptomArea | null
  readonly speaksFor: readonly string[]
  /** Agreeing is the bad news. */
  readonly reversed: boolean
  /** Part of the short monthly set. */
  readonly pulse: boolean
  /** Leaders also estimate how many staff agree. */
  readonly estimated: boolean
  /** Only of a statement that the organisation added: it is in no catalogue. */
  readonly texts?: OwnItem['texts']
}

function item(code: string, pillar: Pillar, area: SymptomArea | null, rest: Partial<Item> = {}): Item {
  return { code, pillar, area, speaksFor: [], reversed: false, pulse: false, estimated: false, ...rest }
}

const [strategic, operational, cultural] = ['strategic', 'operational', 'cultural'] as const
const pulse = true
const estimated = true
const reversed = true

/** Codes are stable for ever; the order is the order on the page. */
export const coreItems: readonly Item[] = [
  item('S1', strategic, 'prioritisation', { speaksFor: ['illusion'], pulse, estimated }),
  item('S2', strategic, 'customer', { speaksFor: ['translation'] }),
  item('S3', strategic, 'prioritisation', { speaksFor: ['translation', 'illusion'], pulse, estimated }),
  item('S4', strategic, 'meetings', { speaksFor: ['leadership'] }),
  item('S5', strategic, 'prioritisation', { speaksFor: ['leadership'], estimated }),
  item('S6', strategic, 'speed', { speaksFor: ['set-and-forget'] }),
  item('O1', operational, 'meetings', { speaksFor: ['set-and-forget'], pulse, estimated }),
  item('O2', operational, 'meetings', { speaksFor: ['rhythm'] }),
  item('O3', operational, 'speed', { speaksFor: ['decision-rights'], pulse, estimated }),
  item('O4', operational, 'speed', { speaksFor: ['decision-rights'], estimated }),
  item('O5', operational, 'speed', { speaksFor: ['leadership'], reversed }),
  item('O7', operational, 'speed', { speaksFor: ['talent-gaps'] }),
  item('C1', cultural, 'morale', { speaksFor: ['fear-of-failure'], pulse, estimated }),
  item('C2', cultural, 'morale', { speaksFor: ['fear-of-failure'] }),
  item('C3', cultural, 'prioritisation', { speaksFor: ['tying-pay'], reversed }),
  item('C4', cultural, 'meetings', { speaksFor: ['silos'] }),
  item('C5', cultural, 'speed', { speaksFor: ['commitment'] }),
  item('C6', cultural, null, { speaksFor: ['values'] }),
  item('C7', cultural, 'customer', { speaksFor: ['silos'], estimated }),
  item('C8', cultural, 'morale', { speaksFor: ['morale'] }),
]

/** A check may add these; they speak for no pitfall and count in no pillar's mean of the core items. */
export const optionalItems: readonly Item[] = [
  item('D1', cultural, 'meetings', { speaksFor: ['commitment'] }),
  item('D2', strategic, 'prioritisation', { speaksFor: ['translation'] }),
  item('D3', operational, 'morale', { speaksFor: ['ownership'] }),
]

const bank: ReadonlyMap<string, Item> = new Map(
  [...coreItems, ...optionalItems].map((each) => [each.code, each]),
)

/** The item of that code; undefined for a code that was never released. */
export function findItem(code: string): Item | undefined {
  return bank.get(code)
}

/** The items of one check in page order: the core without the dropped, or the pulse set; then from the bank; then its own. */
export function chooseItems(choice: Partial<ItemChoice>): readonly Item[] {
  const core = choice.isPulse ? coreItems.filter((each) => each.pulse) : coreItems
  const kept = core.filter((each) => !choice.droppedItems?.includes(each.code))
  const added = optionalItems.filter((each) => choice.bankItems?.includes(each.code))
  return [...kept, ...added, ...(choice.ownItems ?? []).map(asItem)]
}

function asItem({ code, pillar, texts, reversed }: OwnItem): Item {
  return item(code, pillar, null, { texts, reversed })
}

/** A statement as it is asked in this language. */
export function sayItem({ code, texts }: Pick<Item, 'code' | 'texts'>, language?: string): Message {
  return texts === undefined
    ? message(`clarity-survey.item.${code}`)
    : message('clarity-survey.own.text', { text: ownText({ texts }, language) })
}
