import { type AgreedPriority, mostAgreed, type NotNow } from '../agreed.ts'
import { type CodedStatement, type CodedTest, themeName } from '../coded-test.ts'
import type { StepContent } from './forms.ts'
import type { KeptStep } from './queries.ts'
import { type Step, workshopSteps } from './steps.ts'

type Kept = ReadonlyMap<string, KeptStep>
type Row = StepContent['rows'][number]

/** What the decisions so far amount to: three rows to be worded, with owner and measure where they were said. */
export function suggestAgreed(test: CodedTest, kept: Kept): readonly Row[] {
  const decided = workshopSteps(test).flatMap((step) => rowsOf(test, step, kept.get(step.key)?.content))
  // Decisions come before the choice: a theme that is worded already keeps its words.
  const once = decided.filter(({ theme }, at) => decided.findIndex((other) => other.theme === theme) === at)
  return Array.from({ length: mostAgreed }, (_, at) => once[at]?.row ?? { text: '', owner: '', measure: '' })
}

type Decided = { readonly theme: string; readonly row: Row }

function rowsOf(test: CodedTest, step: Step, content: StepContent | undefined): readonly Decided[] {
  if (step.kind !== 'decision' || content === undefined) return []
  const { theme } = step.decision
  const { outcome, text, owner, measure, picks } = content
  if (theme === null)
    return picks.map((id) => ({ theme: id, row: { text: themeName(test, id), owner: '', measure: '' } }))
  if (outcome !== 'priority') return []
  return [{ theme, row: { text: text === '' ? themeName(test, theme) : text, owner, measure } }]
}

/** What executives would stop or trade away: candidates for the list of what is put off. */
export function offeredStops({ statements }: CodedTest): readonly CodedStatement[] {
  return statements
    .filter(({ question, side }) => question === 'P3' || (question === 'P2' && side === 'over'))
    .toSorted((a, b) => (fold(a.text) < fold(b.text) ? -1 : 1))
    .filter((one, at, all) => all.findIndex((other) => fold(other.text) === fold(one.text)) === at)
}

// The same words of several are offered once.
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** Lines for what the decisions have put off. */
export function suggestNotNow(test: CodedTest, kept: Kept): readonly string[] {
  return workshopSteps(test).flatMap((step) => {
    const content = kept.get(step.key)?.content
    if (step.kind !== 'decision' || step.decision.theme === null || content?.outcome !== 'not-now') return []
    return content.text === '' ? themeName(test, step.decision.theme) : content.text
  })
}

export type Problem = { readonly field: string; readonly problem: 'owner' | 'measure' | 'none' }

/** At most three, each with an owner and a measure; or what is missing. */
export function readAgreed(rows: readonly Row[]): {
  readonly agreed: readonly AgreedPriority[]
  readonly problems: readonly Problem[]
} {
  const named = rows.map((row, at) => ({ ...row, at: at + 1 })).filter(({ text }) => text !== '')
  const problems: Problem[] = named.flatMap(({ owner, measure, at }) => [
    ...(owner === '' ? [{ field: `owner-${at}`, problem: 'owner' as const }] : []),
    ...(measure === '' ? [{ field: `measure-${at}`, problem: 'measure' as const }] : []),
  ])
  const agreed = named.map(({ text, owner, measure }, at) => ({ place: at + 1, text, owner, measure }))
  return { agreed, problems: named.length === 0 ? [{ field: 'text-1', problem: 'none' }] : problems }
}

export function readNotNow(test: CodedTest, { picks, lines }: StepContent): readonly NotNow[] {
  const offered = offeredStops(test).filter(({ id }) => picks.includes(id))
  const texts = [
    ...lines.filter((text) => text !== '').map((text) => ({ text, statement: null })),
    ...offered.map(({ text, id }) => ({ text, statement: id })),
  ]
  return texts.map((one, at) => ({ place: at + 1, ...one }))
}
