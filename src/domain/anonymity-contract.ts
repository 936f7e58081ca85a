import { contentHash } from './content-hash.ts'
import type { DisclosureRule, Profile } from './disclosure/released-table.ts'

/** What respondents are promised, as chosen before opening; it may only become stricter (spec 09). */
export type AnonymityContract = {
  readonly version: 1
  readonly profile: Profile
  readonly rule: DisclosureRule
  /** What is kept with an answer until the close. */
  readonly fields: readonly ['group', 'language', 'side']
  readonly viewers: string
  readonly runBy: string
  /** `trial`: one server sees link and answers together. */
  readonly protocol: 'trial'
  readonly rawAnswersEndAt: 'close'
}

export function contractOf(
  given: Pick<AnonymityContract, 'profile' | 'rule' | 'viewers' | 'runBy'>,
): AnonymityContract & { readonly hash: string } {
  const contract = {
    version: 1,
    profile: given.profile,
    rule: given.rule,
    fields: ['group', 'language', 'side'],
    viewers: given.viewers,
    runBy: given.runBy,
    protocol: 'trial',
    rawAnswersEndAt: 'close',
  } as const
  return { ...contract, hash: contentHash(contract) }
}
