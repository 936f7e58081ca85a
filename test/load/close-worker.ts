// Closes one check in a process of its own, so that its time and peak memory are those of the close alone.
import { closeSurvey } from '../../src/instruments/clarity-survey/answering/close-survey.ts'
import { workIn } from './place.ts'

const [workspaceId = '', checkId = ''] = process.argv.slice(2)
const kind = process.env.DATABASE_URL === undefined ? 'pglite' : 'postgres'
const milliseconds = await workIn({ kind, env: definedOnly(process.env) }, async (deps) => {
  const began = performance.now()
  const outcome = await closeSurvey(deps, { workspaceId, checkId })
  if (outcome !== 'closed') throw new Error('The check was not open.')
  return performance.now() - began
})
process.send?.({ milliseconds, peakBytes: process.resourceUsage().maxRSS * 1024 })
process.disconnect?.()

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  const wanted = ['DATABASE_URL', 'DATA_DIR', 'KEY_DIR']
  return Object.fromEntries(wanted.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}
