import { type KeepAlive, openKeepAlive } from './keep-alive.ts'

/** One person's way from the first page to the last; true when it ended in the thanks page. */
export type Visit = (client: KeepAlive) => Promise<boolean>

export type Tally = { readonly thanked: number; readonly failed: number; readonly seconds: number }

/** Runs sessions one after the other on each client until time is up or nobody is left; those begun are finished. */
export async function runSessions(order: {
  readonly port: number
  readonly clients: number
  readonly seconds: number
  readonly next: () => Visit | null
}): Promise<Tally> {
  const { port, clients, seconds, next } = order
  const lines = await Promise.all(Array.from({ length: clients }, () => openKeepAlive(port)))
  let [thanked, failed] = [0, 0]
  const began = performance.now()
  const visitUntilLate = async (client: KeepAlive) => {
    while (performance.now() - began < seconds * 1000) {
      const visit = next()
      if (visit === null) return
      if (await visit(client)) thanked++
      else failed++
    }
  }
  await Promise.all(lines.map(visitUntilLate))
  const took = (performance.now() - began) / 1000
  for (const line of lines) line.close()
  return { thanked, failed, seconds: took }
}

export const nothingYet: Tally = { thanked: 0, failed: 0, seconds: 0 }

export function add(left: Tally, right: Tally): Tally {
  return {
    thanked: left.thanked + right.thanked,
    failed: left.failed + right.failed,
    seconds: left.seconds + right.seconds,
  }
}
