/** As many executives as a test may ask (spec 03). */
export const fewestExecutives = 3
export const mostExecutives = 15

export type BreakDecision =
  | { readonly outcome: 'break'; readonly missing: readonly string[] }
  | { readonly outcome: 'refused'; readonly reason: 'too-few' | 'reason-needed' }

type Asked = { readonly id: string; readonly state: string; readonly wasShown: boolean }

/** All in: at once. Earlier only with three in and a typed reason. `asked` are those who were not removed. */
export function decideBreak(asked: readonly Asked[], reason: string, hasMail: boolean): BreakDecision {
  const missing = asked.filter(({ state }) => state !== 'sealed').map(({ id }) => id)
  const sealed = asked.filter(({ state }) => state === 'sealed')
  if (!areEnough(sealed, hasMail)) return { outcome: 'refused', reason: 'too-few' }
  if (missing.length > 0 && reason === '') return { outcome: 'refused', reason: 'reason-needed' }
  return { outcome: 'break', missing }
}

/**
 * Three or more, so that nobody is read alone. Whoever was shown a link could have answered in its person's place, so
 * those do not count; without a mail server all links are handed over, so there they must.
 */
export function areEnough(sealed: readonly Pick<Asked, 'wasShown'>[], hasMail: boolean): boolean {
  return sealed.filter(({ wasShown }) => !hasMail || !wasShown).length >= fewestExecutives
}

/** After the first has sealed nobody comes or goes without a recorded reason. */
export function needsReason(asked: readonly Pick<Asked, 'state'>[]): boolean {
  return asked.some(({ state }) => state === 'sealed')
}
