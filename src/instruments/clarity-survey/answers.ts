import { z } from 'zod'
import { bytesOf, textRoom } from '../../../static/js/survey/text-room.js'
import { cantSay, noneOfThem } from '../../domain/disclosure/adjust-options.ts'
import type { Answer } from '../../domain/disclosure/count-answers.ts'
import type { Item } from './items.ts'

/** What one person is asked in one check. */
export type SurveySetUp = {
  readonly items: readonly Item[]
  readonly priorities: readonly { readonly id: string; readonly text: string }[]
  readonly isLeader: boolean
}

export { cantSay, noneOfThem }
export const noIdea = 'no-idea'
export const allPriorities = 'all-priorities'
export const longestPriority = 200
export const longestObstacle = 1000
export const priorityFields = ['named1', 'named2', 'named3'] as const

const ratings = ['1', '2', '3', '4', '5'] as const
const shares = ['0', '10', '20', '30', '40', '50', '60', '70', '80', '90', '100'] as const

/**
 * One set of answers. `named` is empty for "I don't know any"; `lineOfSight` is a priority's id, `none`, `cant-say`, or
 * null when it was not asked; `estimates` by item code and `all-priorities` in per cent without those left at "no idea",
 * null for everyone but leaders.
 */
export type SurveyAnswers = {
  readonly items: Readonly<Record<string, Answer>>
  readonly named: readonly string[]
  readonly lineOfSight: string | null
  readonly obstacle: string | null
  readonly estimates: Readonly<Record<string, number>> | null
}

/**
 * The form of one person as a schema over the posted fields: `S1`… · `named1`–`named3`, `noneKnown` · `serves` ·
 * `obstacle` · `estimate-S1`…. Issue messages are keys of the catalogue. Texts win over a tick at "I don't know any".
 */
export function surveyForm(setUp: SurveySetUp): z.ZodType<SurveyAnswers, Record<string, unknown>> {
  return z
    .object({
      ...ratingFields(setUp.items),
      ...namedFields(),
      ...servesField(setUp.priorities),
      obstacle: text(longestObstacle, textRoom.obstacle),
      ...estimateFields(setUp),
    })
    .refine(namesSomething, {
      path: [priorityFields[0]],
      error: errorKey('name-or-none-known'),
      // All errors at once, not this one after the others are mended.
      when: () => true,
    })
    .transform((fields) => toAnswers(setUp, fields))
}

/** The items a leader estimates in this check, and whether recall is estimated too. */
export function estimatedIn(setUp: SurveySetUp): readonly string[] {
  if (!setUp.isLeader) return []
  const items = setUp.items.filter((item) => item.estimated).map((item) => item.code)
  return setUp.priorities.length > 0 ? [...items, allPriorities] : items
}

type Fields = Readonly<Record<string, unknown>>

function ratingFields(items: readonly Item[]): Record<string, z.ZodType> {
  const rating = z.enum([...ratings, cantSay], { error: errorKey('choose-one') })
  return Object.fromEntries(items.map((item) => [item.code, rating]))
}

function namedFields(): Record<string, z.ZodType> {
  const fields = priorityFields.map((name) => [name, text(longestPriority, textRoom.priority)] as const)
  return { ...Object.fromEntries(fields), noneKnown: z.unknown().optional() }
}

function servesField(priorities: SurveySetUp['priorities']): Record<string, z.ZodType> {
  if (priorities.length === 0) return {}
  const options = [...priorities.map((priority) => priority.id), noneOfThem, cantSay]
  return { serves: z.enum(options, { error: errorKey('serves') }) }
}

function estimateFields(setUp: SurveySetUp): Record<string, z.ZodType> {
  const estimate = z.enum([...shares, noIdea], { error: errorKey('estimate') })
  return Object.fromEntries(estimatedIn(setUp).map((code) => [`estimate-${code}`, estimate]))
}

/** Control characters go: they carry nothing, and a database text refuses the zero character. */
function text(longest: number, room: number): z.ZodType<string> {
  return (
    z
      .string({ error: errorKey(`too-long-${longest}`) })
      .default('')
      .transform((typed) => typed.replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ').trim())
      .refine((typed) => [...typed].length <= longest, { error: errorKey(`too-long-${longest}`) })
      // An envelope has one size, and some letters take more of it than others.
      .refine((typed) => [...typed].length > longest || bytesOf(typed) <= room, {
        error: errorKey('too-long-for-room'),
      })
  )
}

function namesSomething(fields: Fields): boolean {
  return Boolean(fields.noneKnown) || namedIn(fields).length > 0
}

function namedIn(fields: Fields): readonly string[] {
  return priorityFields.map((name) => String(fields[name] ?? '')).filter((typed) => typed !== '')
}

function toAnswers(setUp: SurveySetUp, fields: Fields): SurveyAnswers {
  return {
    items: Object.fromEntries(setUp.items.map((item) => [item.code, toAnswer(fields[item.code])])),
    named: namedIn(fields),
    lineOfSight: setUp.priorities.length > 0 ? String(fields.serves) : null,
    obstacle: fields.obstacle === '' ? null : String(fields.obstacle),
    estimates: setUp.isLeader ? toEstimates(setUp, fields) : null,
  }
}

function toAnswer(field: unknown): Answer {
  return field === cantSay ? cantSay : (Number(field) as Answer)
}

function toEstimates(setUp: SurveySetUp, fields: Fields): Readonly<Record<string, number>> {
  const given = estimatedIn(setUp).filter((code) => fields[`estimate-${code}`] !== noIdea)
  return Object.fromEntries(given.map((code) => [code, Number(fields[`estimate-${code}`])]))
}

function errorKey(name: string): string {
  return `clarity-survey.error.${name}`
}
