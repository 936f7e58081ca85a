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
