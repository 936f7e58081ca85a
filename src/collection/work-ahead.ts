/** The results of `work` in the order of `source`; while one is used the next is under way. */
export async function* workAhead<Given, Told>(
  source: AsyncIterable<Given>,
  work: (given: Given) => Promise<Told>,
): AsyncGenerator<Told> {
  let coming: Promise<Told> | null = null
  for await (const given of source) {
    const next = work(given)
    // It is waited for later, so a failure until then is nobody's.
    next.catch(() => {})
    if (coming !== null) yield await coming
    coming = next
  }
  if (coming !== null) yield await coming
}
