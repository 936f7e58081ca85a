import { z } from 'zod'
import { heatLevels } from '../domain/chapter.ts'
import { errorsSchema, messageSchema } from '../web/form.ts'
import { page } from '../web/page.ts'
import { besideSide, chapterSchema, remarkSchema, reportModel, signSchema } from './model.ts'

const text = z.string()

const drawnExhibit = z.object({
  id: text,
  title: text,
  evidence: z.array(z.int()),
  /** Not where the chapter already says the same. */
  isTitled: z.boolean(),
  note: text.nullable(),
  svg: text.nullable(),
  table: z
    .object({
      heads: z.array(z.object({ label: text, isFigure: z.boolean() })),
      rows: z.array(z.array(text)),
    })
    .nullable(),
  isLong: z.boolean(),
  isWords: z.boolean(),
  heat: z
    .object({
      heads: z.object({ group: text, answered: text }),
      columns: z.array(text),
      rows: z.array(
        z.object({
          name: text,
          depth: z.int(),
          answered: text,
          cells: z.array(
            z.object({ label: text, level: z.enum(heatLevels).nullable(), isSolid: z.boolean() }),
          ),
          hidden: text.nullable(),
        }),
      ),
    })
    .nullable(),
  sides: z.array(besideSide),
  notes: z.array(remarkSchema),
  remarks: z.array(remarkSchema),
})

const drawnSign = signSchema.extend({ span: z.number() })

const drawnChapter = chapterSchema.extend({ running: text, exhibits: z.array(drawnExhibit) })

export const reportPage = page(
  'reports/report',
  z.object({
    title: text,
    running: z.object({ start: text, centre: text, end: text }),
    report: reportModel.extend({
      chapters: z.array(drawnChapter),
      appendix: z.array(drawnChapter),
      strengths: z.object({ points: reportModel.shape.strengths.shape.points, signs: z.array(drawnSign) }),
    }),
    /** Page one holds so much text that it has to be set closer to fit on one sheet. */
    isTight: z.boolean(),
    hash: text.nullable(),
    wayBack: text.nullable(),
  }),
  { layout: 'report' },
)

const frame = {
  title: text,
  isTrial: z.boolean(),
  checkId: text,
  breadcrumb: z.object({
    links: z.array(z.object({ href: text, label: text })),
    here: text.nullable(),
  }),
}

export const reportRoomPage = page(
  'reports/room',
  z.object({
    ...frame,
    errors: errorsSchema,
    open: z.int(),
    isEmpty: z.boolean(),
    isOvertaken: z.boolean(),
    nextVersion: z.int(),
    mark: text,
    headline: text,
    sentences: z.array(
      z.object({ name: text, label: text, value: text, machine: text.nullable(), place: z.int() }),
    ),
    machineHeadline: text,
    isEdited: z.boolean(),
    versions: z.array(
      z.object({
        version: z.int(),
        issued: text,
        hash: text,
        isPrinted: z.boolean(),
        changes: z.array(text),
      }),
    ),
  }),
)

export const reportWaitPage = page('reports/wait', z.object({ ...frame, text: messageSchema }))
