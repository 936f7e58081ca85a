import { z } from 'zod'
import { type Choice, choicesOf } from './choices.ts'
import type { TextBlock } from './group-texts.ts'
import type { NewAssignment } from './queries.ts'

export const blocksOnPage = 50

/** In a block of several groups: this one goes with the block. */
export const asBlock = 'same'

/** The page asked for, from 1; null leaves it to the first with an open text. */
export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).nullable().catch(null).default(null),
})

export const lockForm = z.object({ name: z.string().trim().default('') })

/**
 * What one page of blocks was set to, from the fields `block-<id>` and `text-<key>`: a choice, empty for open, or
 * `same`. What is not a choice of this check leaves the text open; texts that were not on the page stay as they are.
 */
export function readAssignments(
  body: unknown,
  blocks: readonly TextBlock[],
  priorities: readonly { readonly id: string }[],
): readonly NewAssignment[] {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body)
  const choices = new Set(choicesOf(priorities))
  const chosen = (field: unknown): Choice | null =>
    typeof field === 'string' && choices.has(field) ? field : null
  return blocks.flatMap((block) => {
    const ofBlock = fields[`block-${block.id}`]
    if (ofBlock === undefined) return []
    return block.groups.map(({ key }) => {
      const own = fields[`text-${key}`] ?? asBlock
      return { key, choice: chosen(own === asBlock ? ofBlock : own) }
    })
  })
}
