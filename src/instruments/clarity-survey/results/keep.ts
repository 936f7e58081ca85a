const most = 96
const kept = new Map<string, unknown>()

type Key = readonly (string | boolean)[]

/**
 * What is made from a released table never changes, because the table never does: it is made once and kept for the
 * checks looked at last. The key names the check and all that the result depends on beside its table.
 */
export function keep<T>(key: Key, make: () => T): T {
  const known = find<T>(key)
  return known === undefined ? store(key, make()) : known.made
}

/** The same for what must be read first; a reading that fails is not kept. */
export async function keepLoaded<T>(key: Key, load: () => Promise<T>): Promise<T> {
  const known = find<T>(key)
  return known === undefined ? store(key, await load()) : known.made
}

type Entry<T> = { readonly made: T }

function find<T>(key: Key): Entry<T> | undefined {
  const name = JSON.stringify(key)
  const entry = kept.get(name) as Entry<T> | undefined
  // What was looked at last goes to the end, so that the oldest is dropped.
  if (kept.delete(name)) kept.set(name, entry)
  return entry
}

function store<T>(key: Key, made: T): T {
  const name = JSON.stringify(key)
  kept.delete(name)
  kept.set(name, { made })
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break
    kept.delete(oldest)
  }
  return made
}
