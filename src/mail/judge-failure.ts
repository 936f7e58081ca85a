/**
 * What a failed attempt means. `refused`: the server will never take this message. `busy`: it may take it later.
 * `away`: no message gets through now, so trying the others would be in vain.
 */
export type Failure = {
  readonly kind: 'refused' | 'busy' | 'away'
  /** Under "mail.problem.": never the server's own words, which repeat the address. */
  readonly problem: (typeof problems)[number]
}

export const problems = [
  'address-refused',
  'message-refused',
  'busy',
  'sign-in',
  'sender-refused',
  'unreachable',
  'no-address',
  'removed',
] as const

/** Reads nodemailer's error: a reply code of the server where it replied, else the kind of trouble. */
export function judgeFailure(error: unknown): Failure {
  const { code, command, responseCode } = error as {
    code?: unknown
    command?: unknown
    responseCode?: unknown
  }
  if (code === 'EAUTH' || responseCode === 530) return { kind: 'away', problem: 'sign-in' }
  // Said of who sends, before any address: nothing is wrong with the people written to.
  if (command === 'MAIL FROM' && Number(responseCode) >= 500)
    return { kind: 'away', problem: 'sender-refused' }
  if (typeof responseCode !== 'number' || responseCode === 421)
    return { kind: 'away', problem: 'unreachable' }
  if (responseCode < 500) return { kind: 'busy', problem: 'busy' }
  return { kind: 'refused', problem: code === 'EENVELOPE' ? 'address-refused' : 'message-refused' }
}

const firstPause = 30_000
const longestPause = 900_000

/** Milliseconds until the next attempt: half a minute, then twice as long each time, at most a quarter of an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(longestPause, firstPause * 2 ** Math.max(0, attempts - 1))
}
