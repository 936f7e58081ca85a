import { type Message, message } from '../domain/message.ts'
import { type Coder, type Codes, type Coding, noTheme, type Step, type Theme } from './coding.ts'

export type Taken =
  | { readonly outcome: 'taken'; readonly coding: Coding }
  | { readonly outcome: 'refused'; readonly reason: Message }

/** The coding after one step, or why it cannot be taken. */
export function takeStep(coding: Coding, coder: Coder, step: Step): Taken {
  const reason = refusalOf(coding, coder, step)
  if (reason !== null) return { outcome: 'refused', reason: message(`coding.refused.${reason}`) }
  return { outcome: 'taken', coding: apply(coding, coder, step) }
}

function refusalOf(coding: Coding, coder: Coder, step: Step): string | null {
  if (coder === 'second' && step.kind !== 'assign') return 'not-lead'
  if (coder === 'lead' && coding.isFrozen) return 'frozen'
  if (step.kind === 'accept') return refuseAccept(coding, step.suggestion) ?? refuseNew(coding, step.theme)
  if (step.kind === 'add') return refuseNew(coding, step.theme)
  if (step.kind === 'assign') return refuseAssign(coding, step)
  if (step.kind === 'merge') return refuseMerge(coding, step)
  if (step.kind === 'split') return refuseSplit(coding, step) ?? refuseNew(coding, step.into)
  if (step.kind === 'rename')
    return refuseName(coding, step.name, step.theme) ?? refuseUnknown(coding, [step.theme])
  return coding.texts.every(({ id }) => id in coding.codes.lead) ? null : 'not-all-coded'
}

function refuseAccept({ suggestions }: Coding, at: number): string | null {
  return suggestions[at] === undefined ? 'no-suggestion' : null
}

function refuseNew(coding: Coding, { id, name }: Theme): string | null {
  if (id === noTheme || coding.themes.some((theme) => theme.id === id)) return 'theme-exists'
  return refuseName(coding, name, id)
}

function refuseName({ themes }: Coding, name: string, own: string): string | null {
  const wanted = fold(name)
  if (wanted === '') return 'no-name'
  return themes.some((theme) => theme.id !== own && fold(theme.name) === wanted) ? 'name-taken' : null
}

function refuseUnknown({ themes }: Coding, wanted: readonly string[]): string | null {
  return wanted.every((id) => themes.some((theme) => theme.id === id)) ? null : 'no-theme'
}

function refuseAssign(coding: Coding, { texts, theme }: Extract<Step, { kind: 'assign' }>): string | null {
  const isKnown = texts.every((id) => coding.texts.some((text) => text.id === id))
  if (texts.length === 0 || !isKnown) return 'no-text'
  return theme === null || theme === noTheme ? null : refuseUnknown(coding, [theme])
}

function refuseMerge(coding: Coding, { themes, into }: Extract<Step, { kind: 'merge' }>): string | null {
  if (themes.length === 0 || themes.includes(into)) return 'merge-with-itself'
  return refuseUnknown(coding, [...themes, into])
}

// Some stay and some go: otherwise it is a renaming.
function refuseSplit(coding: Coding, { theme, texts }: Extract<Step, { kind: 'split' }>): string | null {
  const members = coding.texts.filter(({ id }) => coding.codes.lead[id] === theme).map(({ id }) => id)
  const isPart = texts.length > 0 && texts.every((id) => members.includes(id))
  return isPart && new Set(texts).size < members.length ? null : 'not-a-part'
}

function apply(coding: Coding, coder: Coder, step: Step): Coding {
  if (step.kind === 'freeze') return { ...coding, isFrozen: true }
  if (step.kind === 'rename') return { ...coding, themes: rename(coding.themes, step) }
  if (step.kind === 'merge') return merge(coding, step)
  const added = withTheme(coding, step)
  if (step.kind === 'add') return added
  const [texts, theme] = movedBy(coding, step)
  return { ...added, codes: { ...added.codes, [coder]: withCodes(added.codes[coder], texts, theme) } }
}

function movedBy(
  { suggestions }: Coding,
  step: Extract<Step, { kind: 'accept' | 'assign' | 'split' }>,
): readonly [readonly string[], string | null] {
  if (step.kind === 'assign') return [step.texts, step.theme]
  if (step.kind === 'split') return [step.texts, step.into.id]
  return [suggestions[step.suggestion]?.statements ?? [], step.theme.id]
}

function withTheme(
  coding: Coding,
  step: Extract<Step, { kind: 'accept' | 'add' | 'assign' | 'split' }>,
): Coding {
  if (step.kind === 'assign') return coding
  const theme = step.kind === 'split' ? step.into : step.theme
  return { ...coding, themes: [...coding.themes, { id: theme.id, name: theme.name.trim() }] }
}

function withCodes(codes: Codes, texts: readonly string[], theme: string | null): Codes {
  const others = Object.entries(codes).filter(([id]) => !texts.includes(id))
  const given = theme === null ? [] : texts.map((id) => [id, theme] as const)
  return Object.fromEntries([...others, ...given].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function rename(
  themes: readonly Theme[],
  { theme, name }: Extract<Step, { kind: 'rename' }>,
): readonly Theme[] {
  return themes.map((one) => (one.id === theme ? { id: one.id, name: name.trim() } : one))
}

// Both coders' codes move: the themes that are merged are gone for everybody.
function merge(coding: Coding, { themes, into }: Extract<Step, { kind: 'merge' }>): Coding {
  const move = (codes: Codes): Codes =>
    Object.fromEntries(
      Object.entries(codes).map(([id, theme]) => [id, themes.includes(theme) ? into : theme]),
    )
  return {
    ...coding,
    themes: coding.themes.filter(({ id }) => !themes.includes(id)),
    codes: { lead: move(coding.codes.lead), second: move(coding.codes.second) },
  }
}

function fold(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
