import t from 'tap'
import { contractOf, partContract, tellContract, tighten } from '../../src/domain/anonymity-contract.ts'
import { disclosureRules } from '../../src/domain/disclosure/rules.ts'
import { readCatalogue } from '../../src/web/i18n.ts'

const chosen = {
  profile: 'standard',
  rule: disclosureRules.standard,
  viewers: 'everyone who was invited',
  runBy: 'Robin Example',
  protocol: 'sealed',
} as const

t.test('the same promise has the same hash, and any other has another', async (t) => {
  const { hash } = contractOf(chosen)
  t.match(hash, /^[0-9a-f]{64}$/)
  t.equal(contractOf({ ...chosen, rule: { ...chosen.rule } }).hash, hash)
  const others = [
    contractOf({ ...chosen, viewers: 'the leadership team' }),
    contractOf({ ...chosen, runBy: 'Kim Example' }),
    contractOf({ ...chosen, protocol: 'trial' }),
    contractOf({ ...chosen, rule: { ...chosen.rule, k: 6 } }),
    contractOf(chosen, hash),
  ]
  t.equal(new Set([hash, ...others.map((other) => other.hash)]).size, 6)
})

t.test('a promise becomes stricter once, names the one before, and never looser', async (t) => {
  const before = contractOf(chosen)
  const after = tighten(before)
  t.match(after, { profile: 'strict', rule: { k: 10, e: 3, detail: 100, texts: 15 }, tightens: before.hash })
  t.equal(after === null ? undefined : tighten(after), null)
})

t.test('says every number of the rule, and the mode it is in', async (t) => {
  const translate = readCatalogue()
  const told = (contract: Parameters<typeof tellContract>[0]) =>
    tellContract(contract).map(
      ({ term, text }) => `${translate.say('en', term)} ${translate.say('en', text)}`,
    )
  const strict = told(contractOf({ ...chosen, profile: 'strict', rule: disclosureRules.strict })).join(' ')
  for (const words of ['at least 10 people', 'but 3 or fewer', 'at least 100', 'at least 15', '90 days'])
    t.match(strict, words)
  t.notMatch(strict, 'trial')
  t.match(told(contractOf({ ...chosen, protocol: 'trial' })).join(' '), /trial: not completely/)
})

t.test(
  'says first how anonymous it is, from what size on, and what is kept; and loses nothing',
  async (t) => {
    const told = tellContract(contractOf({ ...chosen, openLink: true, ownItems: { count: 1 } }))
    const { first, rest } = partContract(told)
    t.same(
      first.map(({ term }) => term.key),
      ['protocol', 'groups', 'fields'].map((term) => `domain.contract.${term}.term`),
    )
    t.same(new Set([...first, ...rest]), new Set(told))
    const stricter = tighten(contractOf(chosen))
    const parted = partContract(stricter === null ? [] : tellContract(stricter))
    t.equal(parted.first.at(-1)?.term.key, 'domain.contract.tightened.term', 'a change is told at once')
  },
)
