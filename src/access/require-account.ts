import type { FastifyReply, FastifyRequest } from 'fastify'
import { roomsOf, type Scope } from '../database/scope.ts'
import type { Dependencies } from '../web/dependencies.ts'
import { PageError } from '../web/errors.ts'
import { recordAct } from './queries.ts'

/** A signed-in person's reach: one workspace and no other. */
export type AccountScope = Scope & { readonly accountId: string }

declare module 'fastify' {
  interface FastifyRequest {
    scope: AccountScope
  }
}

/** An onRequest hook: sends strangers to the sign-in page, gives others their scope. */
export function requireAccount({ db }: Pick<Dependencies, 'db'>) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.account === null) {
      if (request.method !== 'GET') throw new PageError('form-expired', 403)
      return reply.redirect('/app/sign-in', 303)
    }
    const { accountId, workspaceId } = request.account
    request.scope = { ...roomsOf(db, workspaceId), accountId }
  }
}

/** Notes an act on data in the audit log, in the same transaction as the act where `scope.db` is one. */
export function audit(
  deps: Pick<Dependencies, 'now' | 'random'>,
  scope: AccountScope,
  act: {
    readonly act: string
    readonly subjectId: string | null
    readonly details?: Readonly<Record<string, string | number | boolean>>
  },
): Promise<void> {
  const { workspaceId, accountId, db } = scope
  return recordAct(db, { id: deps.random.uuid(), at: deps.now(), workspaceId, accountId, ...act })
}
