import { randomBytes } from 'node:crypto'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { makeUnitKey } from '../../src/collection/blind-signature.ts'
import { openCredentialDesk } from '../../src/collection/credential-desk.ts'

export type SigningRow = {
  readonly parallel: number
  /** From the first asked to the last answered. */
  readonly allMs: number
  /** The longest that anything else had to wait for the event loop meanwhile. */
  readonly longestDelayMs: number
}

/** Signs `parallel` blinded messages that are asked for at the same moment. */
export async function measureSigning(parallel: number): Promise<SigningRow> {
  const { privateKey } = await makeUnitKey()
  const { sign } = openCredentialDesk()
  await sign(privateKey, aBlinded())
  const asked = Array.from({ length: parallel }, aBlinded)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await pause(20)
  delay.reset()
  const start = performance.now()
  await Promise.all(asked.map((blinded) => sign(privateKey, blinded)))
  const allMs = performance.now() - start
  delay.disable()
  return { parallel, allMs, longestDelayMs: delay.max / 1e6 }
}

// A first byte of zero keeps the number below any modulus of this length.
function aBlinded(): Buffer {
  return Buffer.concat([Buffer.alloc(1), randomBytes(255)])
}
