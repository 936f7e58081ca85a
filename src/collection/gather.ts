import { setImmediate } from 'node:timers/promises'

const mostAtOnce = 200

type Waiting<Asked, Told> = {
  readonly asked: Asked
  readonly resolve: (told: Told) => void
  readonly reject: (error: unknown) => void
}

/**
 * Sends what is asked as one batch: while one is under way the next gathers, so nobody waits for a clock.
 * `run` tells one result for each, in order. When a batch fails, each of it is tried alone: one that cannot be
 * done takes no other down.
 */
export function gather<Asked, Told>(
  run: (batch: readonly Asked[]) => Promise<readonly Told[]>,
): (asked: Asked) => Promise<Told> {
  let gathering: Waiting<Asked, Told>[] = []
  let isUnderWay = false

  const send = async (): Promise<void> => {
    isUnderWay = true
    while (gathering.length > 0) {
      // What has already reached this process comes along; an embedded database would else be asked one by one.
      await setImmediate()
      const batch = gathering.slice(0, mostAtOnce)
      gathering = gathering.slice(mostAtOnce)
      await runBatch(run, batch)
    }
    isUnderWay = false
  }

  return (asked) =>
    new Promise<Told>((resolve, reject) => {
      gathering.push({ asked, resolve, reject })
      if (!isUnderWay) void send()
    })
}

async function runBatch<Asked, Told>(
  run: (batch: readonly Asked[]) => Promise<readonly Told[]>,
  batch: readonly Waiting<Asked, Told>[],
): Promise<void> {
  try {
    const told = await run(batch.map(({ asked }) => asked))
    if (told.length !== batch.length)
      throw new Error('A batch told another number of results than were asked.')
    for (const [at, result] of told.entries()) batch[at]?.resolve(result)
  } catch (error) {
    const [only, ...others] = batch
    if (others.length === 0) only?.reject(error)
    else for (const one of batch) await runBatch(run, [one])
  }
}

/** A batch as several of one kind each, told in the order of the batch. */
export async function inGroups<Asked, Told, Kind>(
  batch: readonly Asked[],
  groupOf: (asked: Asked) => Kind,
  run: (group: readonly Asked[]) => Promise<readonly Told[]>,
): Promise<readonly Told[]> {
  const told = new Map<Asked, Told>()
  for (const group of Map.groupBy(batch, groupOf).values()) {
    const results = await run(group)
    for (const [at, result] of results.entries()) told.set(group[at] as Asked, result)
  }
  return batch.flatMap((asked) => (told.has(asked) ? [told.get(asked) as Told] : []))
}
