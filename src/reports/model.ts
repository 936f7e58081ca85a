import { z } from 'zod'
import { chapterParts, heatLevels } from '../domain/chapter.ts'

const text = z.string()
const numbers = z.array(z.int())
const day = z.iso.date()

const sentence = z.object({ text, evidence: numbers })

const mark = z.object({
  share: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  label: text,
  says: text,
})

const paired = z.object({
  kind: z.literal('paired'),
  drawn: z.enum(['gap', 'expected', 'change']),
  id: text,
  title: text,
  evidence: numbers,
  note: text.nullable(),
  names: z.object({ row: text, first: text, second: text, difference: text }),
  rows: z.array(
    z.object({
      id: text,
      label: text,
      first: mark,
      second: mark,
      difference: z.object({
        points: z.number(),
        label: text,
        says: text,
        size: z.enum(['neutral', 'notable', 'large']),
        isSolid: z.boolean(),
      }),
    }),
  ),
})

const part = z.object({ share: z.number(), label: text })

const perceived = z.object({
  kind: z.literal('perceived'),
  id: text,
  title: text,
  evidence: numbers,
  note: text.nullable(),
  heads: z.object({ side: text, says: text }),
  sides: z.array(
    z.object({
      side: z.enum(['staff', 'leaders']),
      name: text,
      says: part.extend({ name: text }),
      named: z.object({ name: text, parts: z.tuple([part, part, part, part]) }).nullable(),
    }),
  ),
  names: z.tuple([text, text, text, text]),
})

const heat = z.object({
  kind: z.literal('heat'),
  id: text,
  title: text,
  evidence: numbers,
  note: text.nullable(),
  heads: z.object({ group: text, answered: text }),
  columns: z.array(text),
  rows: z.array(
    z.object({
      name: text,
      depth: z.int(),
      answered: text,
      cells: z.array(z.object({ label: text, level: z.enum(heatLevels).nullable(), isSolid: z.boolean() })),
      hidden: text.nullable(),
    }),
  ),
})

const listing = z.object({
  kind: z.literal('listing'),
  id: text,
  title: text,
  evidence: numbers,
  note: text.nullable(),
  heads: z.array(z.object({ label: text, isFigure: z.boolean() })),
  rows: z.array(z.array(text)),
})

export const remarkSchema = z.object({ lead: text.nullable(), says: text, evidence: numbers })

const remarks = z.object({
  kind: z.literal('remarks'),
  id: text,
  title: text,
  evidence: numbers,
  remarks: z.array(remarkSchema),
})

const tree = z.object({
  kind: z.literal('tree'),
  id: text,
  title: text,
  evidence: numbers,
  note: text.nullable(),
  heads: z.object({ place: text, from: text, kept: text, passed: text, lost: text }),
  columns: z.array(text),
  root: text,
  nodes: z.array(
    z.object({
      id: text,
      above: text.nullable(),
      column: z.int(),
      label: text,
      figure: text,
      share: z.number().nullable(),
      isBreak: z.boolean(),
      row: z.object({ place: text, from: text, kept: text, passed: text, lost: text }),
    }),
  ),
})

export const besideSide = z.object({
  head: text,
  figure: text.nullable(),
  says: text,
  isQuote: z.boolean(),
})

const beside = z.object({
  kind: z.literal('beside'),
  id: text,
  title: text,
  evidence: numbers,
  note: text.nullable(),
  sides: z.tuple([besideSide, besideSide]),
})

export const exhibitSchema = z.discriminatedUnion('kind', [
  paired,
  perceived,
  heat,
  listing,
  remarks,
  tree,
  beside,
])
export type ReportExhibit = z.output<typeof exhibitSchema>

export const chapterSchema = z.object({
  part: z.enum(chapterParts),
  id: text,
  title: text,
  evidence: numbers,
  lead: text.nullable(),
  exhibits: z.array(exhibitSchema),
})

const finding = z.object({
  target: text,
  kind: z.enum(['pitfall', 'root-cause', 'illusion', 'anti-pattern']),
  name: text,
  verdict: text,
  says: text,
  /** What the round before said, where it said something else; reports from before this was told have none. */
  before: text.nullable().default(null),
  wording: text,
  isEdited: z.boolean(),
  /** Makes no claim: not examined, or not enough to say. */
  isSilent: z.boolean(),
  evidence: z.array(z.object({ place: z.int(), says: text, isAgainst: z.boolean() })),
  why: text.nullable(),
  remedy: text.nullable(),
  firstStep: text.nullable(),
  owner: text.nullable(),
  due: day.nullable(),
  settles: text.nullable(),
})

const verdictLine = z.object({ target: text, name: text, verdict: text, says: text })

const pageOne = z.object({
  headline: text,
  sentences: z.array(sentence),
  expectations: z.array(
    z.object({
      subject: text,
      expected: text.nullable(),
      found: text,
      certainty: text,
      evidence: numbers,
      figures: z.object({ expected: z.number().nullable(), found: z.number() }),
    }),
  ),
  verdicts: z.array(verdictLine),
  keep: z.array(sentence),
  decisions: z.array(z.object({ action: text, owner: text, due: day })),
  notKnown: z.array(text),
})

export const signSchema = z.object({
  area: text,
  misaligned: text,
  aligned: text,
  figure: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  position: text.nullable(),
  says: text,
  found: text,
  evidence: numbers,
})

const method = z.object({
  participation: z.array(z.object({ name: text, answered: z.int(), invited: z.int() })),
  paragraphs: z.array(text),
  hidden: z.array(text),
  notExamined: z.array(text),
  thresholds: z.array(z.object({ name: text, says: text })),
  review: z.array(text),
  dismissed: z.array(z.object({ name: text, reason: text })),
  contract: z.object({ lines: z.array(text), hash: text }),
  versions: z.array(z.object({ name: text, says: text })),
  changes: z.array(text),
})

const evidenceEntry = z.object({
  place: z.int(),
  instrument: text,
  says: text,
  figure: text.nullable(),
  basis: text.nullable(),
  uncertainty: text.nullable(),
  speaksFor: text.nullable(),
  caveats: z.array(text),
  usedIn: z.array(z.object({ anchor: text, label: text })),
})

/** The frozen report: every text said, every figure formed; nothing in it is computed again. */
export const reportModel = z.object({
  version: z.literal(1),
  language: text,
  organisation: text,
  check: text,
  preparedBy: text,
  /** null for a draft. */
  issue: z.object({ version: z.int(), on: day }).nullable(),
  madeOn: day,
  releasedOn: day,
  timeZone: text,
  isTrial: z.boolean(),
  isEmpty: z.boolean(),
  participation: text,
  pageOne,
  findings: z.array(finding),
  thirtyDays: z
    .object({
      reason: text,
      steps: z.array(z.object({ from: day, due: day, when: text, action: text, owner: text, proof: text })),
    })
    .nullable(),
  chapters: z.array(chapterSchema),
  strengths: z.object({ points: z.array(sentence), signs: z.array(signSchema) }),
  method,
  evidence: z.array(evidenceEntry),
})

export type ReportModel = z.output<typeof reportModel>
