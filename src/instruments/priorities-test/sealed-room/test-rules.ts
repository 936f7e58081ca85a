/** As many executives as a test may ask (spec 03). */
export const fewestExecutives = 3
export const mostExecutives = 15

export type BreakDecision =
  | { readonly outcome: 'break'; readonly missing: readonly string[] }
  | { readonly outcome: 'refused'; readonly reason: 'too-few' | 'reason-needed' }

type Asked = { readonly id: string; readonly state: string }

/** All in: at once. Earlier only with three in and a typed reason. `asked` are those who were not removed. */
export function decideBreak(asked: readonly Asked[], reason: string): BreakDecision {
  const missing = asked.filter(({ state }) => state !== 'sealed').map(({ id }) => id)
  if (asked.length - missing.length < fewestExecutives) return { outcome: 'refused', reason: 'too-few' }
  if (missing.length > 0 && reason === '') return { outcome: 'refused', reason: 'reason-needed' }
  return { outcome: 'break', missing }
}

/** After the first has sealed nobody comes or goes without a recorded reason. */
export function needsReason(asked: readonly Pick<Asked, 'state'>[]): boolean {
  return asked.some(({ state }) => state === 'sealed')
}
