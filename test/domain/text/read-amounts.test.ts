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

t.test('reads numbers of several words', async (t) => {
  const said: Readonly<Record<string, readonly (readonly (number | string | null)[])[]>> = {
    'four hundred merchants': [[400, 'merchants']],
    'We want four hundred.': [[400, null]],
    'twenty five shops': [[25, 'shops']],
    'twenty-five shops': [[25, 'shops']],
    'one hundred and twenty five shops': [[125, 'shops']],
    'two thousand five hundred users': [[2500, 'users']],
    'four hundred thousand users': [[400_000, 'users']],
    'seventy per cent': [[70, '%']],
    'vierhundert Kunden': [[400, 'kunden']],
    'fünfundzwanzig Filialen': [[25, 'filialen']],
    'hundertfünfundzwanzig Filialen': [[125, 'filialen']],
    'viertausend Kunden': [[4000, 'kunden']],
    'quatre cents clients': [[400, 'clients']],
    'vingt-cinq clients': [[25, 'clients']],
    'quatre-vingt-cinq clients': [[85, 'clients']],
    'between one hundred and two hundred shops': [
      [100, null],
      [200, 'shops'],
    ],
    'one two three shops': [[3, 'shops']],
    'a few hundred shops': [[100, 'shops']],
    'by twenty twenty-six we': [],
    'by two thousand twenty-six we': [],
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
