import { type Coder, noTheme, type Step, type Theme } from './coding.ts'
import type { DeskState } from './desk-state.ts'

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

/** Why a step cannot be taken, as the end of a key of the catalogue; null when it can. */
export function refuseStep(desk: DeskState, coder: Coder, step: Step): string | null {
  if (coder === 'second') return refuseSecond(desk, step)
  if (desk.isFrozen) return 'frozen'
  if (step.kind === 'finish') return 'not-second'
  if (step.kind === 'assign') return refuseAssign(desk, step)
  if (step.kind === 'freeze') return isAllCoded(desk, 'lead') ? null : 'not-all-coded'
  return desk.isGiven ? 'given' : refuseCodebook(desk, step)
}

function refuseSecond(desk: DeskState, step: Step): string | null {
  if (step.kind !== 'assign' && step.kind !== 'finish') return 'not-lead'
  if (desk.isCompared) return 'finished'
  if (step.kind === 'assign') return refuseAssign(desk, step)
  if (!isAllCoded(desk, 'second')) return 'not-all-coded'
  return isAllCoded(desk, 'lead') ? null : 'lead-not-done'
}

function refuseCodebook(
  desk: DeskState,
  step: StepOf<'accept' | 'add' | 'merge' | 'split' | 'rename'>,
): string | null {
  if (step.kind === 'accept') return refuseAccept(desk, step) ?? refuseNew(desk, step.theme)
  if (step.kind === 'add') return refuseTexts(desk, step.texts ?? []) ?? refuseNew(desk, step.theme)
  if (step.kind === 'merge') return refuseMerge(desk, step)
  if (step.kind === 'split') return refuseSplit(desk, step) ?? refuseNew(desk, step.into)
  return refuseName(desk, step.name, step.theme) ?? refuseUnknown(desk, [step.theme])
}

function refuseAccept({ start }: DeskState, { suggestion, texts }: StepOf<'accept'>): string | null {
  const found = start.suggestions[suggestion]
  if (found === undefined) return 'no-suggestion'
  if (texts === undefined) return null
  return texts.length > 0 && texts.every((id) => found.statements.includes(id)) ? null : 'no-text'
}

function refuseNew(desk: DeskState, { id, name }: Theme): string | null {
  if (id === noTheme || desk.themes.some((theme) => theme.id === id)) return 'theme-exists'
  return refuseName(desk, name, id)
}

function refuseName({ themes }: DeskState, name: string, own: string): string | null {
  const wanted = fold(name)
  if (wanted === '') return 'no-name'
  return themes.some((theme) => theme.id !== own && fold(theme.name) === wanted) ? 'name-taken' : null
}

function refuseUnknown({ themes }: DeskState, wanted: readonly string[]): string | null {
  return wanted.every((id) => themes.some((theme) => theme.id === id)) ? null : 'no-theme'
}

function refuseTexts({ textIds }: DeskState, texts: readonly string[]): string | null {
  return texts.every((id) => textIds.has(id)) ? null : 'no-text'
}

function refuseAssign(desk: DeskState, { texts, theme }: StepOf<'assign'>): string | null {
  if (texts.length === 0) return 'no-text'
  const isOpen = theme === null || theme === noTheme
  return refuseTexts(desk, texts) ?? (isOpen ? null : refuseUnknown(desk, [theme]))
}

function refuseMerge(desk: DeskState, { themes, into }: StepOf<'merge'>): string | null {
  if (themes.length === 0 || themes.includes(into)) return 'merge-with-itself'
  return refuseUnknown(desk, [...themes, into])
}

// Some stay and some go: otherwise it is a renaming.
function refuseSplit({ codes }: DeskState, { theme, texts }: StepOf<'split'>): string | null {
  const members = [...codes.lead].filter(([, code]) => code === theme).map(([id]) => id)
  const isPart = texts.length > 0 && texts.every((id) => members.includes(id))
  return isPart && new Set(texts).size < members.length ? null : 'not-a-part'
}

function isAllCoded({ start, codes }: DeskState, coder: Coder): boolean {
  return start.texts.every(({ id }) => codes[coder].has(id))
}

function fold(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
