import type { Coder, Step, Theme } from './coding.ts'
import type { DeskState } from './desk-state.ts'

/** Applies a step that can be taken. */
export function takeStep(desk: DeskState, coder: Coder, step: Step): void {
  if (step.kind === 'freeze') desk.isFrozen = true
  else if (step.kind === 'finish') desk.isCompared = true
  else if (step.kind === 'rename') rename(desk, step.theme, step.name)
  else if (step.kind === 'merge') merge(desk, step.themes, step.into)
  else if (step.kind === 'assign') assign(desk.codes[coder], step.texts, step.theme)
  else if (step.kind === 'accept')
    addWith(desk, step.theme, step.texts ?? desk.start.suggestions[step.suggestion]?.statements ?? [])
  else if (step.kind === 'split') addWith(desk, step.into, step.texts)
  else addWith(desk, step.theme, step.texts ?? [])
}

function assign(codes: Map<string, string>, texts: readonly string[], theme: string | null): void {
  for (const id of texts) {
    if (theme === null) codes.delete(id)
    else codes.set(id, theme)
  }
}

function addWith(desk: DeskState, { id, name }: Theme, texts: readonly string[]): void {
  desk.themes = [...desk.themes, { id, name: name.trim() }]
  assign(desk.codes.lead, texts, id)
}

function rename(desk: DeskState, theme: string, name: string): void {
  desk.themes = desk.themes.map((one) => (one.id === theme ? { id: one.id, name: name.trim() } : one))
}

// Both coders' codes move: the themes that are merged are gone for everybody.
function merge(desk: DeskState, themes: readonly string[], into: string): void {
  desk.themes = desk.themes.filter(({ id }) => !themes.includes(id))
  for (const codes of [desk.codes.lead, desk.codes.second])
    for (const [id, theme] of codes) if (themes.includes(theme)) codes.set(id, into)
}
