// A process of its own that begins the job it is given and is gone in the middle of it.
import { z } from 'zod'
import { openPostgres } from '../../src/database/open.ts'
import { openJobs } from '../../src/jobs/queue.ts'

const database = await openPostgres(process.argv[2] ?? '')
const jobs = openJobs(database, () => {})
jobs.define(
  'outlive',
  z.object({ number: z.number() }),
  async () => void process.kill(process.pid, 'SIGKILL'),
  { expireInSeconds: 3600 },
)
await jobs.start()
