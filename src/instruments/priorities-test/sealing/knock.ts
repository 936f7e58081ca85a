import { z } from 'zod'
import { hashCode, hashToken } from '../../../collection/link.ts'
import { roomsOf } from '../../../database/scope.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import { type AskedTest, findExecutive, type KnownExecutive } from './queries.ts'

/** What a browser shows: the value made of the link's secret, or a typed code. */
export type Credential = { readonly by: 'token' | 'code'; readonly secret: string }

/** Why a link leads nowhere; `lost`: the keys are away, so that nothing could ever be opened. */
export const refusals = ['unknown', 'sealed', 'removed', 'broken', 'lost'] as const
export type Refusal = (typeof refusals)[number]

export type Knocked =
  | { readonly outcome: 'known'; readonly executive: KnownExecutive }
  | { readonly outcome: 'refused'; readonly reason: Refusal }

const secret = z.string().trim().min(1).max(200)
const credential = z
  .object({ auth: secret.nullable().catch(null), code: secret.nullable().catch(null) })
  .catch({ auth: null, code: null })

export function credentialIn(body: unknown): Credential | null {
  const { auth, code } = credential.parse(body)
  if (auth !== null) return { by: 'token', secret: auth }
  return code === null ? null : { by: 'code', secret: code }
}

/** Who this is, if they may still write. Changes nothing. */
export async function knock(
  { db, keys }: Pick<Dependencies, 'db' | 'keys'>,
  test: AskedTest,
  { by, secret }: Credential,
): Promise<Knocked> {
  const { checkId, workspaceId } = test
  const hash = by === 'token' ? hashToken(secret) : hashCode(keys, checkId, secret)
  const executive = await findExecutive(roomsOf(db, workspaceId), { checkId, by, hash })
  const reason = refusalOf(test, executive, keys.tests.areThere(checkId, []))
  return reason === null && executive !== undefined
    ? { outcome: 'known', executive }
    : { outcome: 'refused', reason: reason ?? 'unknown' }
}

function refusalOf(
  test: AskedTest,
  executive: KnownExecutive | undefined,
  areKeysThere: boolean,
): Refusal | null {
  if (executive === undefined) return 'unknown'
  if (executive.state === 'removed') return 'removed'
  if (test.state === 'broken') return 'broken'
  if (executive.state === 'sealed') return 'sealed'
  return areKeysThere ? null : 'lost'
}
