import type { Test } from 'tap'
import type { AccountScope } from '../../src/access/require-account.ts'
import type { Database } from '../../src/database/open.ts'
import { anOwner, signedIn, startApp, type Visitor } from './app.ts'
import { onEachDatabase } from './database.ts'

export type Room = {
  readonly database: Database
  /** The signed-in owner's workspace, and one that is not theirs. */
  readonly scope: AccountScope
  readonly other: AccountScope
  readonly visitor: Visitor
}

type RoomTest = (t: Test, room: Room) => Promise<void>

/** Tests that share one application and one owner on each database: starting both anew takes longer than most tests. */
export function inRooms(t: Test) {
  const tests = new Map<string, RoomTest>()
  return {
    test: (name: string, test: RoomTest): void => void tests.set(name, test),
    run: (): void =>
      onEachDatabase(t, 'signed in', async (t, database) => {
        const running = await startApp(t, database)
        const other = await anOwner(running, 'Southgate Advisory')
        const scope = await anOwner(running)
        const visitor = await signedIn(running)
        for (const [name, test] of tests)
          await t.test(name, (t) => test(t, { database, scope, other, visitor }))
      }),
  }
}
