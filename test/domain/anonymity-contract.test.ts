import t from 'tap'
import { contractOf } from '../../src/domain/anonymity-contract.ts'
import { disclosureRules } from '../../src/domain/disclosure/rules.ts'

const given = {
  profile: 'standard',
  rule: disclosureRules.standard,
  viewers: 'everyone who was invited',
  runBy: 'Robin Example',
} as const

t.test('the same promise has the same hash, and another promise another', async (t) => {
  const { hash } = contractOf(given)
  t.match(hash, /^[0-9a-f]{64}$/)
  t.equal(contractOf({ ...given, rule: { ...given.rule } }).hash, hash)
  t.not(contractOf({ ...given, viewers: 'the leadership team' }).hash, hash)
  t.not(contractOf({ ...given, rule: { ...given.rule, k: 6 } }).hash, hash)
})
