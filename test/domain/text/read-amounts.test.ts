import t from 'tap'
import { isSameAmount, readAmounts } from '../../../src/domain/text/read-amounts.ts'

const read = (text: string) => readAmounts(text).amounts.map(({ value, unit }) => [value, unit])

t.test('reads figures with their units, in English and German notation', async (t) => {
  const said: Readonly<Record<string, readonly (readonly (number | string | null)[])[]>> = {
    'Win 400 merchants': [[400, 'merchants']],
    'from 14 to 9 per cent': [
      [14, null],
      [9, '%'],
    ],
    '€4.5m in revenue': [[4_500_000, 'EUR']],
    'Umsatz von 1,5 Mio. €': [[1_500_000, 'EUR']],
    '1.200 Kunden': [[1200, 'kunden']],
    '1,200 customers': [[1200, 'customers']],
    '12.5 %': [[12.5, '%']],
    'grow 2x': [[2, 'times']],
    '$3 billion': [[3_000_000_000, 'USD']],
    'twelve engineers': [[12, 'engineers']],
    '1.234.567,89 EUR': [[1_234_567.89, 'EUR']],
    "2'500 CHF": [[2500, 'CHF']],
  }
  for (const [text, amounts] of Object.entries(said)) t.same(read(text), amounts, text)
})

t.test('reads shares and multiples in words', async (t) => {
  t.same(read('Halve the failures'), [[50, '%']])
  t.same(read('Umsatz verdoppeln'), [[2, 'times']])
  t.same(read('cut emissions by a third'), [[33, '%']])
})

t.test('leaves years, quarters and names alone', async (t) => {
  t.same(read('by Q4 2026'), [])
  t.same(read('the one thing'), [[1, 'thing']])
  t.same(read('no one'), [])
  t.equal(readAmounts('Become better in 2027').rest, 'Become better in 2027')
})

t.test('takes amounts for the same unless value or unit contradict', async (t) => {
  const amount = (value: number, unit: string | null) => ({ value, unit, text: '' })
  t.ok(isSameAmount(amount(400, 'merchants'), amount(400, 'accounts')))
  t.ok(isSameAmount(amount(400, null), amount(400, 'EUR')))
  t.notOk(isSameAmount(amount(50, '%'), amount(50, 'EUR')))
  t.notOk(isSameAmount(amount(30, '%'), amount(30, 'vans')))
  t.notOk(isSameAmount(amount(400, 'merchants'), amount(500, 'merchants')))
})
