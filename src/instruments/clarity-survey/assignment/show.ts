import type { z } from 'zod'
import type { Message } from '../../../domain/message.ts'
import { message } from '../../../domain/message.ts'
import type { SurveyCheck } from '../results/queries.ts'
import { type Assignments, cannotTell, noneOfThem } from './choices.ts'
import { asBlock, blocksOnPage } from './forms.ts'
import type { TextBlock, TextGroup } from './group-texts.ts'
import type { prioritiesPage } from './pages.ts'
import { isOpen, progressOf } from './progress.ts'

type Say = (text: Message) => string
type Work = NonNullable<z.input<typeof prioritiesPage.schema>['work']>

export type Desk = {
  readonly check: SurveyCheck
  readonly blocks: readonly TextBlock[]
  readonly assigned: Assignments
  /** From 1; null: the first page with an open text. */
  readonly page: number | null
  readonly typedName: string
}

/** One page of texts as the coder sees it. */
export function showWork({ check, blocks, assigned, page, typedName }: Desk, say: Say): Work {
  const progress = progressOf(blocks, assigned)
  const last = Math.max(1, Math.ceil(blocks.length / blocksOnPage))
  const at = Math.min(page ?? firstOpenPage(blocks, assigned), last)
  const options = optionsOf(check, say)
  return {
    priorities: check.priorities.map(({ text }, index) => ({ number: index + 1, text })),
    progress: {
      done: progress.texts === 0 ? 100 : Math.floor((100 * progress.assignedTexts) / progress.texts),
      text: say(message('assignment.progress', progress)),
    },
    page: at,
    blocks: blocks
      .slice((at - 1) * blocksOnPage, at * blocksOnPage)
      .map((block) => showBlock(block, assigned, say)),
    options: [{ value: '', label: say(message('assignment.choice.open')) }, ...options],
    optionsTogether: [{ value: asBlock, label: say(message('assignment.choice.same')) }, ...options],
    pager: {
      previous: at > 1 ? `?page=${at - 1}` : null,
      next: at < last ? `?page=${at + 1}` : null,
      text: say(message('assignment.page', { page: at, last })),
    },
    isFinished: progress.openGroups === 0,
    checkName: check.name,
    typedName,
  }
}

/** The first page with an open text; the last one when all are assigned. */
export function firstOpenPage(blocks: readonly TextBlock[], assigned: Assignments): number {
  const open = blocks.findIndex((block) => isOpen(block, assigned))
  return Math.floor((open === -1 ? Math.max(0, blocks.length - 1) : open) / blocksOnPage) + 1
}

// The number comes first, so that its key chooses the option in a focused list.
function optionsOf(check: SurveyCheck, say: Say) {
  const numbered = check.priorities.map(({ id, text }, index) => ({
    value: id,
    label: say(message('assignment.choice.priority', { number: index + 1, text })),
  }))
  return [
    ...numbered,
    { value: noneOfThem, label: say(message('assignment.choice.none')) },
    { value: cannotTell, label: say(message('assignment.choice.unclear')) },
  ]
}

function showBlock(block: TextBlock, assigned: Assignments, say: Say): Work['blocks'][number] {
  const [first] = block.groups
  const value = (first === undefined ? undefined : assigned.get(first.key)) ?? ''
  const isTogether = block.groups.length > 1
  return {
    id: block.id,
    isTogether,
    label: isTogether
      ? say(message('assignment.same-words', { count: block.groups.length }))
      : (first?.text ?? ''),
    times: timesOf(block.count, say),
    value,
    groups: isTogether ? block.groups.map((group) => showGroup(group, { assigned, value, say })) : [],
  }
}

function showGroup(group: TextGroup, block: { assigned: Assignments; value: string; say: Say }) {
  const own = block.assigned.get(group.key) ?? ''
  return {
    key: group.key,
    text: group.text,
    times: timesOf(group.count, block.say),
    value: own === block.value ? asBlock : own,
  }
}

function timesOf(count: number, say: Say): string | null {
  return count === 1 ? null : say(message('assignment.times', { count }))
}
