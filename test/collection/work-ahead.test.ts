import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { workAhead } from '../../src/collection/work-ahead.ts'

async function* numbers(count: number) {
  for (let number = 0; number < count; number++) yield number
}

t.test('tells the results in order, whichever is done first', async (t) => {
  const told: number[] = []
  const work = async (number: number) => {
    await pause(number % 2 === 0 ? 5 : 0)
    return number * 10
  }
  for await (const result of workAhead(numbers(5), work)) told.push(result)
  t.same(told, [0, 10, 20, 30, 40])
})

t.test('has the next under way while one is used, and no more', async (t) => {
  let begun = 0
  for await (const result of workAhead(numbers(6), async (number) => {
    begun = number
    return number
  }))
    t.equal(begun, Math.min(result + 1, 5))
})

t.test('waits for no other than the one that is told', async (t) => {
  let isFirstTold = false
  for await (const result of workAhead(numbers(2), async (number) => {
    for (let tries = 0; number === 1 && !isFirstTold; tries++) {
      if (tries > 1000) throw new Error('The first was not told.')
      await pause(1)
    }
    return number
  }))
    isFirstTold ||= result === 0
  t.ok(isFirstTold)
})

t.test('nothing given is nothing told', async (t) => {
  for await (const _ of workAhead(numbers(0), async () => 1)) t.fail('told something')
})

t.test('a failure reaches whoever waits for it, after what came before', async (t) => {
  const told: number[] = []
  const reading = (async () => {
    for await (const result of workAhead(numbers(4), async (number) => {
      if (number === 2) throw new Error('The third failed.')
      return number
    })) {
      told.push(result)
      // The third fails while the second is used: nobody waits for it yet.
      await pause(5)
    }
  })()
  await t.rejects(reading, /third/)
  t.same(told, [0, 1])
})
