import t, { type Test } from 'tap'
import { z } from 'zod'
import { type Jobs, openJobs } from '../../src/jobs/queue.ts'
import { eventually } from '../support/app.ts'
import { onEachDatabase } from '../support/database.ts'

const nothing = () => {}
const numbered = z.object({ number: z.number() })

async function started(t: Test, jobs: Jobs): Promise<Jobs> {
  await jobs.start()
  t.teardown(() => jobs.stop())
  return jobs
}

onEachDatabase(t, 'a job of one key is not added while another waits or runs', async (t, database) => {
  const done: number[] = []
  let letGo = nothing
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const jobs = openJobs(database, nothing)
  jobs.define('count', numbered, async ({ number }) => {
    done.push(number)
    await held
  })
  await started(t, jobs)
  await jobs.send('count', { number: 1 }, { singletonKey: 'one' })
  await eventually(async () => done.length === 1)
  await jobs.send('count', { number: 2 }, { singletonKey: 'one' })
  await jobs.send('count', { number: 3 }, { singletonKey: 'other' })
  await jobs.send('count', { number: 4 })
  await jobs.send('count', { number: 5 })
  letGo()
  await eventually(async () => done.length === 4)
  t.same(
    done.toSorted(),
    [1, 3, 4, 5],
    'the second of the same key was dropped, those without a key were not',
  )
})

onEachDatabase(
  t,
  'a job that fails is tried again, and reported without what it carries',
  async (t, database) => {
    const reported: Error[] = []
    let attempts = 0
    const jobs = openJobs(database, (error) => reported.push(error))
    jobs.define('falter', numbered, async () => {
      attempts += 1
      if (attempts === 1) throw new Error('not this time')
    })
    await started(t, jobs)
    await jobs.send('falter', { number: 7 })
    await eventually(async () => attempts === 2)
    t.same(
      reported.map(({ message }) => message),
      ['not this time'],
    )
  },
)
