import { contentHash } from './content-hash.ts'
import type { DisclosureRule, Profile } from './disclosure/released-table.ts'
import { disclosureRules, smallestOpenGroup } from './disclosure/rules.ts'
import { type Message, message } from './message.ts'

/** Words that people wrote are deleted so many days after the close, whether they were read by then or not. */
export const textsKeptDays = 90

/** What respondents are promised, as chosen before opening; it may only become stricter (spec 09). */
export type AnonymityContract = {
  readonly version: 2
  /** `trial`: one server sees link and answers together; `sealed`: no server does. */
  readonly protocol: 'sealed' | 'trial'
  readonly profile: Profile
  readonly rule: DisclosureRule
  /** What is kept with an answer until the close. */
  readonly fields: readonly ['group', 'language', 'side']
  /** What is kept with words that people wrote, after the close. */
  readonly textFields: readonly ['language', 'side']
  readonly viewers: string
  readonly runBy: string
  readonly answersEndAt: 'close'
  readonly textsEndAfterDays: number
  /** Stands only where there is one: the promise of a check without is what it always was. */
  readonly openLink?: { readonly smallestGroup: number }
  /** Statements that the organisation added; stands only where there are some. */
  readonly ownItems?: { readonly count: number }
  /** The hash of the promise that was made at opening; null while that one holds. */
  readonly tightens: string | null
}

/** The promise and its SHA-256, by which anyone can see that it is the same. */
export type HashedContract = AnonymityContract & { readonly hash: string }

type Chosen = Pick<AnonymityContract, 'profile' | 'rule' | 'viewers' | 'runBy' | 'protocol' | 'ownItems'> & {
  /** `false` or left out: nobody can answer without being invited. */
  readonly openLink?: boolean | AnonymityContract['openLink']
}

export function contractOf(chosen: Chosen, tightens: string | null = null): HashedContract {
  const { openLink = false, ownItems = { count: 0 } } = chosen
  const contract: AnonymityContract = {
    version: 2,
    protocol: chosen.protocol,
    profile: chosen.profile,
    rule: chosen.rule,
    fields: ['group', 'language', 'side'],
    textFields: ['language', 'side'],
    viewers: chosen.viewers,
    runBy: chosen.runBy,
    answersEndAt: 'close',
    textsEndAfterDays: textsKeptDays,
    ...(openLink ? { openLink: { smallestGroup: openGroupOf(chosen.rule) } } : {}),
    ...(ownItems.count > 0 ? { ownItems } : {}),
    tightens,
  }
  return { ...contract, hash: contentHash(contract) }
}

/** The same promise under the strict profile; null where it is strict already. There is no way back. */
export function tighten(contract: HashedContract): HashedContract | null {
  if (contract.profile === 'strict') return null
  return contractOf({ ...contract, profile: 'strict', rule: disclosureRules.strict }, contract.hash)
}

export function openGroupOf({ k }: DisclosureRule): number {
  return Math.max(smallestOpenGroup, k)
}

export type Clause = { readonly term: Message; readonly text: Message }

/** The promise in words, the same wherever it is read: before the first question, at sign-off, in the report. */
export function tellContract(contract: AnonymityContract): readonly Clause[] {
  const { protocol, rule, openLink } = contract
  return [
    clause(`protocol-${protocol}`, {}, 'protocol'),
    clause('groups', { k: rule.k }),
    ...aboutFigures(contract),
    clause('fields'),
    ...aboutResults(contract),
    clause('end'),
    ...(openLink === undefined ? [] : [clause('open-link', { open: openLink.smallestGroup })]),
    ...tightening(contract),
  ]
}

/** The same promise to who comes by open link: what is true of that way, under the same hash. */
export function tellOpenContract(contract: AnonymityContract): readonly Clause[] {
  const open = contract.openLink?.smallestGroup ?? openGroupOf(contract.rule)
  return [
    clause(`protocol-open-${contract.protocol}`, {}, 'protocol'),
    clause('groups-open', { open }, 'groups'),
    ...aboutFigures(contract),
    clause('fields-open', {}, 'fields'),
    ...aboutResults(contract),
    clause('end-open', {}, 'end'),
    ...tightening(contract),
  ]
}

const readFirst = new Set(['protocol', 'groups', 'fields', 'tightened'].map((term) => termOf(term)))

/** On a phone the whole promise is longer than the survey: what nobody may miss first, the rest to be opened. */
export function partContract(clauses: readonly Clause[]): {
  readonly first: Clause[]
  readonly rest: Clause[]
} {
  return {
    first: clauses.filter(({ term }) => readFirst.has(term.key)),
    rest: clauses.filter(({ term }) => !readFirst.has(term.key)),
  }
}

function aboutFigures({ rule, ownItems }: AnonymityContract): readonly Clause[] {
  const { detail } = rule
  return [
    clause('edge', { e: rule.e }),
    clause('detail', { detail }),
    ...(ownItems === undefined ? [] : [clause('own-items', { count: ownItems.count, detail })]),
  ]
}

function aboutResults({
  rule,
  viewers,
  runBy,
  textsEndAfterDays: days,
}: AnonymityContract): readonly Clause[] {
  return [clause('texts', { texts: rule.texts, days }), clause('viewers', { viewers, runBy })]
}

function tightening({ tightens }: AnonymityContract): readonly Clause[] {
  return tightens === null ? [] : [clause('tightened', { hash: tightens })]
}

function clause(name: string, values: Message['values'] = {}, term = name): Clause {
  return {
    term: message(termOf(term)),
    text: message(`domain.contract.${name}.text`, values),
  }
}

function termOf(term: string): string {
  return `domain.contract.${term}.term`
}
