import { ConfigError } from '../config.ts'
import { FolderInUseError } from '../database/folder-lock.ts'
import { MissingRolesError } from '../database/roles.ts'

/** Why a command did nothing, as a sentence for whoever typed it. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused'
}

const expected = [CommandRefused, ConfigError, FolderInUseError, MissingRolesError]

/** Runs a command line and ends the process with 1 when it could not be done. Never quotes what is in the database. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    process.exitCode = 1
    console.error(expected.some((kind) => error instanceof kind) ? (error as Error).message : sayFault(error))
  }
}

// A message of the database may quote a row.
function sayFault(error: unknown): string {
  const { name, code, stack = '' } = error as Error & { code?: string }
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '))
  return [`It could not be done: ${name} ${code ?? ''}`, ...frames].join('\n')
}
