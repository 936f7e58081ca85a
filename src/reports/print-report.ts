import type { Message } from '../domain/message.ts'
import { directionOf, type Translator } from '../web/i18n.ts'
import { shellSchema } from '../web/shell.ts'
import { fillPage } from '../web/templates.ts'
import { inlineReport } from './inline.ts'
import type { ReportModel } from './model.ts'
import { reportPage } from './pages.ts'
import type { Paper, Press } from './press.ts'
import { runningHead, sectionNames, showReport } from './show-report.ts'

type Printing = {
  readonly press: Press
  readonly translate: Translator
  readonly paper?: Paper
}

/** The report as a PDF, in its own language; `hash` is null for a draft. */
export async function printReport(
  model: ReportModel,
  hash: string | null,
  { press, translate, paper = 'A4' }: Printing,
): Promise<Buffer> {
  const say = (text: Message) => translate.say(model.language, text)
  const html = drawOffline(model, { say, hash })
  return press.print(await inlineReport(html), {
    paper,
    running: { ...runningHead(model, say), foot: footOf(model, say) },
    sections: sectionNames(model, say),
    pageNumber: {
      before: say({ key: 'reports.page-number.before' }),
      between: say({ key: 'reports.page-number.between' }),
      after: say({ key: 'reports.page-number.after' }),
    },
  })
}

/** The page as it would be shown, without a request: a job has none. */
function drawOffline(
  model: ReportModel,
  { say, hash }: { readonly say: (text: Message) => string; readonly hash: string | null },
): string {
  const content = reportPage.schema.parse(showReport(model, { say, hash, wayBack: null }))
  const shell = shellSchema.parse({
    title: content.title,
    locale: model.language,
    dir: directionOf(model.language),
    path: '',
    csrf: '',
    workspaceName: null,
    signedIn: false,
    flash: null,
    trial: false,
    masthead: null,
  })
  return fillPage(reportPage, { ...content, shell })
}

function footOf(model: ReportModel, say: (text: Message) => string): string {
  if (model.isTrial)
    return say({ key: 'reports.running.foot-trial', values: { participation: model.participation } })
  return model.participation
}

/** "kestrel-payments-q4-2026-report-1.pdf": plain letters, so that every system keeps it. */
export function fileNameOf(model: ReportModel, paper: Paper = 'A4'): string {
  const { organisation, check, issue } = model
  const form = issue === null ? 'draft' : `report-${issue.version}`
  const name = [organisation, check, form, ...(paper === 'A4' ? [] : [paper])].map(plain)
  return `${name.filter((part) => part !== '').join('-')}.pdf`
}

function plain(text: string): string {
  const letters = text.normalize('NFKD').replace(/\p{Mark}/gu, '')
  return letters
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
