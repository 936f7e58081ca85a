import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { passwordRoutes } from './access/change-password.ts'
import { requireAccount } from './access/require-account.ts'
import { accessRoutes } from './access/routes.ts'
import { addSessions } from './access/sessions.ts'
import { checksRoutes } from './checks/routes.ts'
import { codingRoutes } from './coding/routes.ts'
import { trustRoutes } from './collection/routes.ts'
import { designRoutes } from './design/routes.ts'
import { diagnosisRoutes } from './diagnosis/routes.ts'
import { exampleRoutes } from './example/routes.ts'
import { answeringRoutes } from './instruments/clarity-survey/answering/routes.ts'
import { makeResultsAhead } from './instruments/clarity-survey/results/make-ahead.ts'
import { resultRoutes } from './instruments/clarity-survey/results/routes.ts'
import { roundRoutes } from './instruments/clarity-survey/rounds/routes.ts'
import { selfServeRoutes } from './instruments/goal-trace/self-serve/routes.ts'
import { traceResultRoutes } from './instruments/goal-trace/trace-results/routes.ts'
import { tracingRoutes } from './instruments/goal-trace/tracing/routes.ts'
import { coherenceRoutes } from './instruments/priorities-test/coherence/routes.ts'
import { sealedRoomRoutes } from './instruments/priorities-test/sealed-room/routes.ts'
import { sealingRoutes } from './instruments/priorities-test/sealing/routes.ts'
import { workshopRoutes } from './instruments/priorities-test/workshop/routes.ts'
import { defineCounting } from './jobs/keep-counts.ts'
import { methodRoutes } from './method/routes.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { defineRetention } from './retention/forget-due.ts'
import { addAssets } from './web/assets.ts'
import type { Dependencies } from './web/dependencies.ts'
import { refuseWhenFull } from './web/disk-guard.ts'
import { drawErrors, longestAddress, readableAddress } from './web/errors.ts'
import { refuseFormless } from './web/form.ts'
import { healthRoutes } from './web/health.ts'
import { openMeasure } from './web/measure.ts'
import { metricsRoutes } from './web/metrics.ts'
import { addFonts, addSecurityHeaders } from './web/security.ts'
import { addViews } from './web/show.ts'

const megabyte = 1_048_576

/** The table of contents: who answers under which address. */
export async function buildApp(deps: Dependencies): Promise<FastifyInstance> {
  const { config } = deps
  const app = Fastify({
    // No access log: on respondent pages it would tell who answered when.
    logger: { level: config.logLevel, base: null },
    logController: new LogController({ disableRequestLogging: true }),
    // Nor a number for each request: two lines of the log would tell how many came in between.
    childLoggerFactory: (logger) => logger,
    // One hop: what stands further left in the header was written by whoever asks.
    trustProxy: config.trustProxy && ((_address: string, hop: number) => hop === 0),
    bodyLimit: 256 * 1024,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: longestAddress },
    rewriteUrl: ({ url }) => readableAddress(url ?? '/'),
  })
  addSecurityHeaders(app, config.publicUrl.startsWith('https:'))
  addAssets(app, config.isDevelopment)
  await addFonts(app)
  await addViews(app, deps.translate, config)
  drawErrors(app)
  refuseWhenFull(app, deps)
  await app.register(formbody)
  refuseFormless(app)
  await app.register(healthRoutes, deps)
  const measure = openMeasure(deps)
  await app.register(metricsRoutes, { config, measure })
  app.get('/', async (_request, reply) => reply.redirect('/app', 303))
  await app.register(answeringRoutes, deps)
  await app.register(sealingRoutes, deps)
  await app.register(trustRoutes)
  await app.register(selfServeRoutes, deps)
  defineRetention(app, deps)
  defineCounting(deps)
  if (!config.isProduction) await app.register(designRoutes)

  await app.register(
    async (rooms) => {
      rooms.addHook('onResponse', async (request, reply) => measure.countRequest(request, reply))
      // What stood in a room is not left in the browser of a shared desk.
      rooms.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store')
      })
      await addSessions(rooms, deps)
      await rooms.register(accessRoutes, deps)
      await rooms.register(async (signedIn) => {
        // Before the body is read: a stranger's upload is never taken into memory.
        signedIn.addHook('onRequest', requireAccount(deps))
        signedIn.addHook('onResponse', makeResultsAhead)
        await signedIn.register(multipart, {
          attachFieldsToBody: 'keyValues',
          // The name would be lost: a file becomes { name, content }.
          onFile: async (part) => {
            Object.assign(part, { value: { name: part.filename, content: await part.toBuffer() } })
          },
          limits: { fileSize: 25 * megabyte, files: 1, fields: 20, fieldSize: 64 * 1024 },
        })
        signedIn.get('/', async (_request, reply) => reply.redirect('/app/organisations', 303))
        await signedIn.register(passwordRoutes, deps)
        await signedIn.register(codingRoutes, deps)
        await signedIn.register(resultRoutes, deps)
        await signedIn.register(roundRoutes, deps)
        await signedIn.register(sealedRoomRoutes, deps)
        await signedIn.register(coherenceRoutes)
        await signedIn.register(workshopRoutes, deps)
        await signedIn.register(methodRoutes, deps)
        await signedIn.register(organisationRoutes, deps)
        await signedIn.register(checksRoutes, deps)
        await signedIn.register(diagnosisRoutes, deps)
        await signedIn.register(tracingRoutes, deps)
        await signedIn.register(traceResultRoutes)
        await signedIn.register(reportRoutes, deps)
        await signedIn.register(exampleRoutes, deps)
      })
    },
    { prefix: '/app' },
  )
  return app
}
