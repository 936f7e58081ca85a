import type { AskedCheck } from '../../../collection/check-queries.ts'

const mostKept = 300

/**
 * Keeps what was made under a key that holds everything it is made of: what changes has another key, so nothing is ever
 * stale. The oldest goes when there are too many.
 */
export function keepMade<Made>(): (key: string, make: () => Made) => Made {
  const kept = new Map<string, Made>()
  return (key, make) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = make()
    kept.set(key, made)
    const oldest = kept.keys().next()
    if (kept.size > mostKept && oldest.done !== true) kept.delete(oldest.value)
    return made
  }
}

/** A short name for all that is known of a check: the same as long as nothing of it changes, and never used again. */
export function nameChecks(): (check: AskedCheck) => string {
  const keep = keepMade<string>()
  const known = new WeakMap<AskedCheck, string>()
  let count = 0
  return (check) => {
    const name = known.get(check) ?? keep(JSON.stringify(check), () => String(count++))
    known.set(check, name)
    return name
  }
}
