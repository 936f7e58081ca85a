import { z } from 'zod'
import { errorsSchema, messageSchema } from '../../../web/form.ts'
import { page } from '../../../web/page.ts'

const text = z.string()
const link = z.object({ href: text, label: text })
const option = z.object({ value: text, label: text })

const head = {
  title: text,
  isTrial: z.boolean(),
  checkId: text,
  links: z.array(link),
  here: text,
}

const script = z.array(text)

export const goalsPage = page(
  'goal-trace/goals',
  z.object({
    ...head,
    goals: z.array(
      z.object({
        name: text,
        href: text,
        deadline: text,
        interviews: text,
        marked: text,
        problem: z.boolean(),
      }),
    ),
    hasResults: z.boolean(),
    script,
  }),
)

const named = z.object({ name: text, says: text })

export const goalPage = page(
  'goal-trace/goal',
  z.object({
    ...head,
    base: text,
    statedBy: text.nullable(),
    horizon: text,
    reference: z.array(named),
    problems: z.array(messageSchema),
    hasResults: z.boolean(),
    interviews: z.array(
      z.object({
        id: text,
        role: text,
        depth: z.int(),
        level: text,
        team: text,
        name: text.nullable(),
        isSource: z.boolean(),
        state: text,
        hasWords: z.boolean(),
        isMarked: z.boolean(),
        hasLink: z.boolean(),
      }),
    ),
    next: link.nullable(),
  }),
)

const typed = { errors: errorsSchema }
/** What is asked to be typed before something goes that cannot come back; null where there is nothing to remove. */
const removal = z.object({ action: text, wanted: text, typed: text, isRefused: z.boolean() }).nullable()

export const goalFormPage = page(
  'goal-trace/goal-form',
  z.object({
    ...head,
    ...typed,
    action: text,
    fields: z.object({
      name: text,
      statedBy: text,
      outcome: text,
      measure: text,
      deadline: text,
      why: text,
      owner: text,
      horizon: text,
    }),
    horizons: z.array(option.extend({ hint: text.nullable() })),
    suggestions: z.array(link),
    removal,
  }),
)

export const interviewFormPage = page(
  'goal-trace/interview-form',
  z.object({
    ...head,
    ...typed,
    action: text,
    goalName: text,
    fields: z.object({
      role: text,
      team: text,
      level: text,
      reportsTo: text,
      name: text,
      isSource: z.boolean(),
    }),
    levels: z.array(option),
    above: z.array(option),
    teams: z.array(text),
    removal,
  }),
)

export const manyPage = page(
  'goal-trace/many',
  z.object({ ...head, ...typed, action: text, levels: z.array(text), text }),
)

export const wordsPage = page(
  'goal-trace/words',
  z.object({
    ...head,
    ...typed,
    interviewId: text,
    goalName: text,
    who: text,
    name: text.nullable(),
    script,
    version: z.int(),
    screen: text,
    said: text,
    work: text,
    language: text,
    mayQuote: z.boolean(),
    languages: z.array(option),
    /** Sent by the interviewee: to be read, not to be changed. */
    isSent: z.boolean(),
    /** What somebody else has saved in the meantime. */
    theirs: z.object({ said: text, work: text }).nullable(),
    goalHref: text,
    words: z.record(text, text),
  }),
)

export const marksPage = page(
  'goal-trace/marks',
  z.object({
    ...head,
    interviewId: text,
    goalName: text,
    who: text,
    version: z.int(),
    marksVersion: z.int(),
    said: z.array(text),
    work: z.array(text),
    isChanged: z.boolean(),
    elements: z.array(
      z.object({
        name: text,
        legend: text,
        reference: text,
        isScored: z.boolean(),
        value: text,
        suggestion: z.object({ mark: text, because: messageSchema }).nullable(),
      }),
    ),
    marks: z.array(option.extend({ hint: text.nullable() })),
    connection: text,
    connections: z.array(option.extend({ hint: text.nullable() })),
    wordsHref: text,
    goalHref: text,
  }),
)

export const linkPage = page(
  'goal-trace/link',
  z.object({
    ...head,
    interviewId: text,
    who: text,
    name: text.nullable(),
    isSent: z.boolean(),
    given: z.object({ link: text, code: text, entrance: text }).nullable(),
    goalHref: text,
  }),
)

export const sheetPage = page(
  'goal-trace/sheet',
  z.object({
    title: text,
    checkName: text,
    goalName: text,
    role: text.nullable(),
    level: text.nullable(),
    team: text.nullable(),
    script,
    reference: z.array(named),
    marks: z.array(text),
    connections: z.array(text),
    lines: z.object({ said: z.array(z.int()), work: z.array(z.int()) }),
    wayBack: text,
  }),
  { layout: 'plain' },
)
