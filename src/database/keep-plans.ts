import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import pg from 'pg'

const names = new Map<string, string>()

/**
 * A statement that every respondent causes: PostgreSQL keeps it read and planned, which takes as long as running it.
 * Its name is made of its text, so that no connection can hold another statement under it.
 */
export function keepPlan<Row>(text: string): (values: readonly unknown[]) => CompiledQuery<Row> {
  names.set(text, `kept_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`)
  return (values) => CompiledQuery.raw(text, [...values]) as CompiledQuery<Row>
}

// Unknown here, known already, or made for tables as they were: nothing has run yet.
const notKept: readonly unknown[] = ['26000', '42P05', '0A000']

type Query = (...given: readonly unknown[]) => Promise<unknown>

/**
 * Behind a pooler each statement may meet another connection. A pooler that does not carry names along is found out by
 * its first refusal; from then on this client asks in full each time.
 */
export class PlanKeepingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    // Whoever waits is told by the query; between two of a transaction nobody does, and it would end the process.
    this.on('error', () => {})
    let isKept = true
    const query = this.query.bind(this) as Query
    const ask: Query = async (...given) => {
      const [text, values] = given
      const name = isKept && typeof text === 'string' ? names.get(text) : undefined
      if (name === undefined) return query(...given)
      try {
        return await query({ name, text, values })
      } catch (error) {
        if (!notKept.includes((error as { readonly code?: unknown }).code)) throw error
        isKept = false
        return query(...given)
      }
    }
    this.query = ask as typeof this.query
  }
}
