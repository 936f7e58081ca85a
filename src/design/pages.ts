import { z } from 'zod'
import { page } from '../web/page.ts'

const text = z.object({ key: z.string(), values: z.any().optional() })
const options = z.array(z.object({ value: z.string(), label: z.string(), apart: z.boolean().optional() }))
const charts = z.array(z.object({ name: z.string(), finding: z.string(), svg: z.string() }))
const heatRows = z.array(
  z.object({
    team: z.string(),
    answered: z.string(),
    cells: z.array(z.object({ step: z.enum(['hh', 'h', 'm', 'l', 'll']), label: z.string() })),
  }),
)

export const designPage = page(
  'design/index',
  z.object({
    title: z.string(),
    colours: z.array(z.object({ token: z.string() })),
    errors: z.record(z.string(), text),
    options,
    charts,
    heatRows,
    verdicts: z.array(z.object({ code: z.string(), pitfall: z.string(), verdict: z.string() })),
  }),
  { layout: 'app' },
)

export const respondentSpecimen = page(
  'design/respondent',
  z.object({ title: z.string(), errors: z.record(z.string(), text), scale: options }),
  { layout: 'respondent' },
)

export const reportSpecimen = page(
  'design/report',
  z.object({
    title: z.string(),
    charts,
    heatRows,
    verdicts: z.array(z.object({ code: z.string(), pitfall: z.string(), verdict: z.string() })),
  }),
  { layout: 'report' },
)
