import { hash, verify } from '@node-rs/argon2'

// OWASP's second recommended setting: 19 MiB, two passes.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Argon2id in its usual encoded form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

// Compared against when an address is unknown, so that an answer takes as long as for a known one.
let decoy: Promise<string> | undefined

export async function isPassword(password: string, encoded: string | null): Promise<boolean> {
  decoy ??= hashPassword('no account has this password')
  const matches = await verify(encoded ?? (await decoy), password)
  return encoded !== null && matches
}
