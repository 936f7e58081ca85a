import type { FastifyInstance } from 'fastify'
import { readInstruments } from '../instruments/catalogue.ts'
import type { Dependencies } from '../web/dependencies.ts'
import type { Desk } from './desk.ts'
import { openPress } from './press.ts'
import { issue, keepWords, showRoomPage } from './room.ts'
import { printIssued, printJob, sendDraftPdf, sendVersionPdf, showDraft, showVersion } from './sheets.ts'

export async function reportRoutes(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const press = openPress({ executablePath: deps.config.chromiumPath ?? undefined })
  app.addHook('onClose', () => press.close())
  const desk: Desk = { deps, press, instruments: await readInstruments() }
  deps.jobs.define('print-report', printJob, printIssued(desk))

  const report = '/checks/:checkId/report'
  app.get(report, showRoomPage(desk))
  app.post(`${report}/words`, keepWords(desk))
  app.post(`${report}/issue`, issue(desk))
  app.get(`${report}/draft`, showDraft(desk))
  app.get(`${report}/draft.pdf`, sendDraftPdf(desk))
  app.get(`${report}/:version(^\\d+$)`, showVersion())
  app.get(`${report}/:version(^\\d+).pdf`, sendVersionPdf(desk))
}
