import type { KeyFolder } from '../collection/key-folder.ts'
import { holdMark } from '../collection/restore-queries.ts'
import type { Db } from '../database/open.ts'
import { isAlone } from './queries.ts'

type Deps = {
  readonly db: Db
  readonly keys: Pick<KeyFolder, 'marks'>
  readonly bytes: (count: number) => Buffer
}

/**
 * The mark that a restored backup will carry. Known nowhere, it tells a restore, and what is open is paused. Where
 * nothing else uses the database the key folder knows it as well as the database's own, until either is started: the
 * first one goes on and the other is told for a restore. So a stopped database can be moved with its open checks.
 */
export async function drawMark({ db, keys, bytes }: Deps): Promise<{ mark: string; goesOn: boolean }> {
  const mark = bytes(32).toString('base64url')
  const goesOn = await db.transaction().execute(async (trx) => {
    const held = await holdMark(trx)
    if (held === null || keys.marks.read()?.includes(held) !== true || !(await isAlone(trx))) return false
    keys.marks.write([held, mark])
    return true
  })
  return { mark, goesOn }
}
