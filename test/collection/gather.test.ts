import t from 'tap'
import { gather } from '../../src/collection/gather.ts'

t.test('what is asked while a batch is under way goes together in the next', async (t) => {
  const batches: (readonly number[])[] = []
  const double = gather(async (batch: readonly number[]) => {
    batches.push(batch)
    await new Promise((resolve) => setTimeout(resolve, 5))
    return batch.map((value) => value * 2)
  })
  t.same(await Promise.all([1, 2, 3, 4].map(double)), [2, 4, 6, 8])
  t.same(batches, [[1], [2, 3, 4]])
  t.equal(await double(5), 10, 'it starts again when all was quiet')
})

t.test('one that cannot be done takes no other down', async (t) => {
  const invert = gather(async (batch: readonly number[]) => {
    if (batch.includes(0)) throw new RangeError('Nothing can be divided by zero.')
    return batch.map((value) => 1 / value)
  })
  const told = await Promise.allSettled([1, 2, 0, 4].map(invert))
  t.same(
    told.map((one) => (one.status === 'fulfilled' ? one.value : one.status)),
    [1, 0.5, 'rejected', 0.25],
  )
})

t.test('a batch that tells too little is an error, not a wrong result', async (t) => {
  const lose = gather(async () => [])
  await t.rejects(lose(1), /another number of results/)
})
