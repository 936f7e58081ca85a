import t from 'tap'
import { keep, keepLoaded } from '../../../../src/instruments/clarity-survey/results/keep.ts'

t.test('makes once what has the same key', async (t) => {
  let made = 0
  const make = () => ++made
  t.same([keep(['a', true], make), keep(['a', true], make), keep(['a', false], make)], [1, 1, 2])
})

t.test('drops what was looked at longest ago', async (t) => {
  const names = Array.from({ length: 200 }, (_, at) => `entry ${at}`)
  keep(['first'], () => 'first')
  for (const name of names) {
    keep([name], () => name)
    keep(['first'], () => 'again')
  }
  t.equal(
    keep(['first'], () => 'again'),
    'first',
    'in use all the time',
  )
  t.equal(
    keep(['entry 0'], () => 'again'),
    'again',
  )
})

t.test('does not keep a reading that failed', async (t) => {
  await t.rejects(keepLoaded(['read'], () => Promise.reject(new Error('away'))))
  t.equal(await keepLoaded(['read'], async () => 'there'), 'there')
})
