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

// Under this zxcvbn's estimate is less than a hundred million tries.
const enough = 3

/**
 * Whether a password is among those that are tried first: leaked ones, runs of keys, and what is known of the account
 * (ASVS 5.0, 6.2.4 and 6.2.11). Loaded only then, because it is needed once and its lists fill memory.
 */
export async function isEasilyGuessed(password: string, known: readonly string[]): Promise<boolean> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const words = known
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length > 2)
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }).check(password, words).score < enough
}
