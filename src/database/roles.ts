import { sql } from 'kysely'
import type { Db } from './open.ts'

/**
 * `door` lets people in who have no account: it sees an invitation and not whose it is, and reads no answer; `rooms` reads and writes all of one workspace but raw answers; `collect` stores raw answers and cannot read
 * invitations; `close` turns the raw answers of one check into what is released and can read nobody's name. They see
 * the rows of the workspaces named in `app.workspace_id` only (migrations/0003, 0007, 0010).
 */
export const databaseRoles = {
  door: 'alignment_door',
  rooms: 'alignment_rooms',
  collect: 'alignment_collect',
  close: 'alignment_close',
} as const
export type DatabaseRole = keyof typeof databaseRoles

/** From here to the end of the transaction the role's rights hold, and no row of another workspace is there. */
export async function enterRole(trx: Db, role: DatabaseRole, workspaceIds: readonly string[]): Promise<void> {
  const workspaces = [...new Set(workspaceIds)].join(',')
  await sql`select set_config('app.workspace_id', ${workspaces}, true),
    set_config('role', ${databaseRoles[role]}, true)`.execute(trx)
}

/** Makes the roles where this login may; else tells which SQL somebody who may has to run. */
export async function ensureRoles(db: Db): Promise<void> {
  for (const role of Object.values(databaseRoles)) {
    if (await canBecome(db, role)) continue
    await attempt(db, `create role ${role} nologin`)
    await attempt(db, `grant ${role} to current_user`)
    if (!(await canBecome(db, role))) throw new MissingRolesError(await loginOf(db))
  }
}

export class MissingRolesError extends Error {
  override readonly name = 'MissingRolesError'
  constructor(login: string) {
    const roles = Object.values(databaseRoles)
    super(
      `The database login may not create roles. Somebody who may has to run this once, and then start again:
${roles.map((role) => `create role ${role} nologin; -- unless it is there`).join('\n')}
grant ${roles.join(', ')} to "${login.replaceAll('"', '""')}";`,
    )
  }
}

function canBecome(db: Db, role: string): Promise<boolean> {
  return attempt(db, `set local role ${role}`)
}

// Rivals that start at the same moment make the same role: whoever comes second finds it there.
async function attempt(db: Db, statement: string): Promise<boolean> {
  try {
    await db.transaction().execute((trx) => sql.raw(statement).execute(trx))
    return true
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
}

const refusals = new Set([
  '42501', // insufficient_privilege
  '42704', // undefined_object
  '22023', // invalid_parameter_value: an unknown role
  '42710', // duplicate_object
  '23505', // unique_violation, of rivals
  'XX000', // "tuple concurrently updated", of rivals
])

function isRefusal(error: unknown): boolean {
  return refusals.has(String((error as { code?: unknown } | null)?.code))
}

async function loginOf(db: Db): Promise<string> {
  const { rows } = await sql<{ login: string }>`select current_user as login`.execute(db)
  return rows[0]?.login ?? ''
}
