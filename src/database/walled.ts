import {
  type CompiledQuery,
  type ControlledTransaction,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Db } from './open.ts'
import { type DatabaseRole, enterRole } from './roles.ts'
import type { Tables } from './tables.ts'

/**
 * The database as one role sees it, with the rows of these workspaces alone: what a query forgets to say, the database
 * does. Each query is a transaction of its own unless it stands in one, because the role may not outlive it: behind a
 * pooler the next to use the connection may be anyone.
 */
export function walledDb(db: Db, role: DatabaseRole, workspaceIds: readonly string[]): Db {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new WalledDriver(db, role, workspaceIds),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (own) => new PostgresIntrospector(own),
    },
  })
}

class WalledDriver implements Driver {
  readonly #db: Db
  readonly #role: DatabaseRole
  readonly #workspaceIds: readonly string[]

  constructor(db: Db, role: DatabaseRole, workspaceIds: readonly string[]) {
    this.#db = db
    this.#role = role
    this.#workspaceIds = workspaceIds
  }

  async init(): Promise<void> {}
  async destroy(): Promise<void> {}

  async acquireConnection(): Promise<WalledConnection> {
    const trx = await this.#db.startTransaction().execute()
    try {
      await enterRole(trx, this.#role, this.#workspaceIds)
    } catch (error) {
      await trx.rollback().execute()
      throw error
    }
    return new WalledConnection(trx)
  }

  // It has begun already: a connection is a transaction.
  async beginTransaction(): Promise<void> {}

  async commitTransaction(connection: WalledConnection): Promise<void> {
    await connection.end('commit')
  }

  async rollbackTransaction(connection: WalledConnection): Promise<void> {
    await connection.end('rollback')
  }

  async releaseConnection(connection: WalledConnection): Promise<void> {
    await connection.end(connection.hasFailed ? 'rollback' : 'commit')
  }
}

class WalledConnection implements DatabaseConnection {
  hasFailed = false
  #isOver = false
  readonly #trx: ControlledTransaction<Tables>

  constructor(trx: ControlledTransaction<Tables>) {
    this.#trx = trx
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return (await this.#trx.executeQuery(query)) as QueryResult<R>
    } catch (error) {
      this.hasFailed = true
      throw error
    }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Nothing is streamed from behind the wall.')
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    if (how === 'rollback') return this.#trx.rollback().execute()
    try {
      await this.#trx.commit().execute()
    } catch (error) {
      // It would keep its connection for good.
      await this.#trx
        .rollback()
        .execute()
        .catch(() => {})
      throw error
    }
  }
}
