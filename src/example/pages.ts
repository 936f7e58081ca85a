import { z } from 'zod'
import { page } from '../web/page.ts'

export const exampleWaitPage = page('example/wait', z.object({ title: z.string() }))
