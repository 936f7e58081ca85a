import t from 'tap'
import {
  chooseItems,
  coreItems,
  findItem,
  optionalItems,
} from '../../../src/instruments/clarity-survey/items.ts'
import { readCatalogue } from '../../../src/web/i18n.ts'

const codes = (items: readonly { readonly code: string }[]) => items.map((item) => item.code).join(' ')

t.equal(codes(coreItems), 'S1 S2 S3 S4 S5 S6 O1 O2 O3 O4 O5 O7 C1 C2 C3 C4 C5 C6 C7 C8', 'codes never change')
t.equal(codes(coreItems.filter((item) => item.reversed)), 'O5 C3', 'two items are worded the other way round')
t.equal(codes(coreItems.filter((item) => item.pulse)), 'S1 S3 O1 O3 C1', 'the pulse has five items')
t.equal(
  codes(coreItems.filter((item) => item.estimated)),
  'S1 S3 S5 O1 O3 O4 C1 C7',
  'leaders estimate eight items',
)

t.equal(codes(chooseItems({ droppedItems: ['S2', 'C8'] })).split(' ').length, 18, 'a check may drop items')
t.equal(codes(chooseItems({ isPulse: true, bankItems: ['D2'] })), 'S1 S3 O1 O3 C1 D2', 'the bank comes last')
t.equal(findItem('O6'), undefined, 'a code that was never released is no item')

t.test('every item has its statement, its short label and its sentence for what to keep', async (t) => {
  const translate = readCatalogue()
  for (const { code } of [...coreItems, ...optionalItems]) {
    t.ok(translate.has(`clarity-survey.item.${code}`), code)
    t.ok(translate.has(`clarity-survey.short.${code}`), code)
    t.ok(translate.has(`clarity-survey.apart.${code}`), code)
  }
  for (const { code } of coreItems) t.ok(translate.has(`clarity-survey.keep.${code}`), code)
})

t.test('statements are worded as released', async (t) => {
  const say = (code: string) => readCatalogue().say('en', { key: `clarity-survey.item.${code}` })
  t.equal(say('S1'), 'If someone asked me now, I could list the company’s priorities for this quarter.')
  t.equal(say('O5'), 'Changing priorities often make my team redo work.')
  t.equal(say('C3'), 'We set our goals low enough to be sure of reaching them.')
})
