import type { z } from 'zod'
import type { Message } from '../domain/message.ts'
import { formatDay } from '../web/helpers.ts'
import { drawExhibit } from './draw-exhibit.ts'
import type { ReportModel } from './model.ts'
import type { reportPage } from './pages.ts'

type Showing = {
  readonly say: (text: Message) => string
  /** null for a draft. */
  readonly hash: string | null
  /** null on paper. */
  readonly wayBack: string | null
}

type Shown = z.input<typeof reportPage.schema>

/** What the report's page reads: the model as it was kept, with its charts drawn. */
export function showReport(model: ReportModel, { say, hash, wayBack }: Showing): Shown {
  const drawn = model.chapters.map((chapter) => drawChapter(chapter, say))
  return {
    title: `${model.organisation}, ${model.check}`,
    running: runningHead(model, say),
    isTight: isTight(model.pageOne),
    hash,
    wayBack,
    report: {
      ...model,
      chapters: drawn.filter(({ part }) => part !== 'appendix'),
      appendix: drawn.filter(({ part }) => part === 'appendix'),
      strengths: {
        ...model.strengths,
        signs: model.strengths.signs.map((sign) => ({ ...sign, span: (sign.high ?? 0) - (sign.low ?? 0) })),
      },
    },
  }
}

const roomyText = 1_150

function isTight({ headline, sentences, keep, notKnown, decisions }: ReportModel['pageOne']): boolean {
  const texts = [
    headline,
    ...[...sentences, ...keep].map(({ text }) => text),
    ...notKnown,
    ...decisions.map(({ action }) => action),
  ]
  return texts.join('').length > roomyText
}

/** What stands at the head of every page; the sheets on the screen say their chapter instead of the last part. */
export function runningHead(model: ReportModel, say: Showing['say']) {
  const { issue, language } = model
  return {
    start: model.organisation,
    centre: say({ key: 'reports.running.check', values: { check: model.check } }),
    end:
      issue === null
        ? say({ key: 'reports.draft.mark' })
        : say({
            key: 'reports.running.issued',
            values: { day: formatDay(language, issue.on), version: issue.version },
          }),
  }
}

/** The parts of the report that say their own name at the head of their sheets. */
export function sectionNames(model: ReportModel, say: Showing['say']) {
  const hasPlan = model.findings.length > 0 && model.thirtyDays !== null
  // Pages with two names cannot share a sheet.
  const found = hasPlan
    ? { ids: ['findings', 'plan'], name: say({ key: 'reports.section.findings-plan' }) }
    : { ids: ['findings'], name: say({ key: 'reports.section.findings' }) }
  const fixed = ['strengths', 'method', 'evidence'].map((id) => ({
    ids: [id],
    name: say({ key: `reports.section.${id}` }),
  }))
  // All appendices are one run of pages.
  const ids = model.chapters.map(({ id, part }) => ({ id: part === 'appendix' ? part : id, part }))
  const chapters = [...new Map(ids.map((one) => [one.id, one])).values()]
  const parts = chapters.map(({ id, part }) => ({ ids: [id], name: say({ key: `reports.part.${part}` }) }))
  return [found, ...fixed, ...parts]
}

function drawChapter(
  chapter: ReportModel['chapters'][number],
  say: Showing['say'],
): Shown['report']['chapters'][number] {
  return {
    ...chapter,
    running: say({ key: `reports.part.${chapter.part}` }),
    exhibits: chapter.exhibits.map((exhibit) => {
      const drawn = drawExhibit(exhibit)
      return {
        ...drawn,
        evidence: [...drawn.evidence],
        notes: [...drawn.notes],
        remarks: [...drawn.remarks],
        sides: [...drawn.sides],
        isTitled: drawn.title !== chapter.title,
        ...tableOf(drawn),
      }
    }),
  }
}

function tableOf({ table }: ReturnType<typeof drawExhibit>) {
  return {
    table: table && { heads: [...table.heads], rows: table.rows.map((cells) => [...cells]) },
  }
}
