const most = 48
const kept = new Map<string, unknown>()

/**
 * What is made from a released table never changes, because the table never does: it is made once and kept for the
 * checks looked at last. The key names the check and all that the result depends on beside its table.
 */
export function keep<T>(key: readonly (string | boolean)[], make: () => T): T {
  const name = JSON.stringify(key)
  const known = kept.get(name) as { readonly made: T } | undefined
  const entry = known ?? { made: make() }
  kept.delete(name)
  kept.set(name, entry)
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break
    kept.delete(oldest)
  }
  return entry.made
}
