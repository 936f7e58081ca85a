const mostKept = 300

/**
 * Keeps what was drawn under a key that holds everything the page shows: what changes has another key, so nothing is
 * ever stale. The oldest goes when there are too many.
 */
export function keepDrawn<Drawn>(): (key: string, draw: () => Promise<Drawn>) => Promise<Drawn> {
  const kept = new Map<string, Promise<Drawn>>()
  return (key, draw) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const drawn = draw()
    kept.set(key, drawn)
    drawn.catch(() => kept.delete(key))
    const oldest = kept.keys().next()
    if (kept.size > mostKept && oldest.done !== true) kept.delete(oldest.value)
    return drawn
  }
}
