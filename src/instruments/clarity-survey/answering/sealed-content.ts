import { z } from 'zod'
import type { ReadSealed, SealedSetUp } from '../../../collection/close.ts'
import { surveyForm } from '../answers.ts'
import { chooseItems } from '../items.ts'

// What an envelope holds: the form as it was filled in, so that it is read at the close by the same rule as any form.

const sealedContent = z.object({
  language: z.string(),
  leader: z.enum(['yes', 'no']),
  answers: z.record(z.string(), z.string()),
})
export type SealedContent = z.infer<typeof sealedContent>

export function writeContent(content: SealedContent): string {
  const { language, leader } = content
  const answers = Object.fromEntries(Object.entries(content.answers).filter(([, answer]) => answer !== ''))
  return JSON.stringify({ language, leader, answers })
}

/** Reads envelopes of one check, held to what it asked; null for anything else. */
export function sealedReader(check: SealedSetUp): ReadSealed {
  const items = chooseItems(check)
  const formFor = (isLeader: boolean) => surveyForm({ items, priorities: check.priorities, isLeader })
  const [forLeaders, forStaff] = [formFor(true), formFor(false)]
  return (content, leads) => {
    const read = sealedContent.safeParse(parsed(content))
    if (!read.success) return null
    const { language, answers } = read.data
    const form = (leads ? forLeaders : forStaff).safeParse(answers)
    if (!form.success) return null
    const known = check.languages.includes(language) ? language : (check.languages[0] ?? language)
    return { language: known, ...form.data }
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}
