import t from 'tap'
import { gather } from '../../src/collection/gather.ts'

t.test('what is asked at once, or while a batch is under way, goes together', async (t) => {
  const batches: (readonly number[])[] = []
  const double = gather(async (batch: readonly number[]) => {
    batches.push(batch)
    await new Promise((resolve) => setTimeout(resolve, 50))
    return batch.map((value) => value * 2)
  })
  t.same(await Promise.all([1, 2, 3, 4].map(double)), [2, 4, 6, 8])
  t.same(batches, [[1, 2, 3, 4]])
  const first = double(5)
  await new Promise((resolve) => setTimeout(resolve, 20))
  t.same(await Promise.all([first, double(6), double(7)]), [10, 12, 14])
  t.same(batches.slice(1), [[5], [6, 7]])
})

t.test('a crowd goes in batches of a few hundred at most, and everyone is told', async (t) => {
  const sizes: number[] = []
  const double = gather(async (batch: readonly number[]) => {
    sizes.push(batch.length)
    return batch.map((value) => value * 2)
  })
  const crowd = Array.from({ length: 450 }, (_, at) => at)
  t.same(
    await Promise.all(crowd.map(double)),
    crowd.map((value) => value * 2),
  )
  t.same(sizes, [200, 200, 50])
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
