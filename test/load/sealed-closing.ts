import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { countTakings } from '../../src/collection/count-takings.ts'
import { atHand } from '../../src/collection/keys-at-hand.ts'
import { storeEnvelopes } from '../../src/collection/sealed-queries.ts'
import { veilUnit } from '../../src/collection/unit-veil.ts'
import type { Dependencies } from '../../src/web/dependencies.ts'
import { utf8 } from '../../static/js/survey/bytes.js'
import { associatedData, pad, purpose } from '../../static/js/survey/envelope-form.js'
import { seal } from '../../static/js/survey/seal.js'
import { agree } from '../../static/js/survey/x25519.js'
import { type Answered, close } from './closing.ts'
import { exampleContent } from './example-content.ts'
import { aPlace, workIn } from './place.ts'
import { anOpenCheck, anOwner, type OpenCheck } from './prepare-check.ts'
import { atMost, informed, type Row, titled } from './score.ts'

const atOnce = 1_000
/** A million may take five minutes on two cores: the share of a hundred thousand. */
const secondsEach = 300 / 1_000_000

/** Close of sealed envelopes on PostgreSQL, where so many belong. */
export async function benchSealedClosing(): Promise<readonly Row[]> {
  return closings([10_000, 100_000])
}

/** Takes about a quarter of an hour and 10 GB of disk, so it is measured only when it is asked for. */
export async function benchMillion(): Promise<readonly Row[]> {
  return closings([100_000, 1_000_000])
}

async function closings([few, many]: readonly [number, number]): Promise<readonly Row[]> {
  const place = await aPlace('postgres')
  const { small, large } = await workIn(place, async (deps) => {
    const scope = await anOwner(deps)
    const filled = async (count: number): Promise<Answered> => {
      const check = await anOpenCheck(deps, scope, { invited: count, mode: 'sealed' })
      await fillWithEnvelopes(deps, check, count)
      return { count, ...check }
    }
    return { small: await filled(few), large: await filled(many) }
  })
  const first = await close(place, small)
  const second = await close(place, large)
  const nameOf = (count: number) => `${count.toLocaleString('en-GB')} envelopes`
  return [
    titled('Close of sealed envelopes, postgres'),
    // Beside the many its time is that of clearing tables which both share.
    informed(nameOf(few), first.milliseconds / 1000, 's'),
    atMost(nameOf(many), second.milliseconds / 1000, many * secondsEach, 's'),
    {
      ...atMost('peak memory of the process', second.peakBytes / 1e6, 400, 'MB'),
      ratio: second.peakBytes / first.peakBytes,
    },
  ]
}

/** Envelopes as browsers would have sent them, but with one key pair for all: making it costs more than the rest. */
async function fillWithEnvelopes(
  deps: Dependencies,
  { workspaceId, checkId, publicId: check }: OpenCheck,
  count: number,
): Promise<void> {
  const { keys, database, now } = deps
  const taking = countTakings(deps)
  const found = keys.checks.keysOf(checkId)
  if (found === null) throw new Error('The check has no keys.')
  const { keyIds, veilKey, secret } = atHand(found)
  const recipient = new Uint8Array(secret.sealKey().publicBytes)
  const agreed = await agree(recipient)
  const units = [...keyIds]
  const plain = pad(utf8(exampleContent()))
  if (plain === null) throw new Error('The answers do not fit into an envelope.')
  const one = async (at: number) => {
    const [unitId, keyId] = units[at % units.length] ?? ['', Buffer.alloc(0)]
    const mark = createHash('sha256').update(randomUUID()).digest()
    const data = new Uint8Array(associatedData({ check, keyId, mark }))
    const envelope = Buffer.from(
      await seal(new Uint8Array(plain), { recipient, agreed, data, info: purpose }),
    )
    return {
      workspaceId,
      checkId,
      mark,
      tag: randomBytes(32),
      veil: veilUnit(veilKey, mark, unitId),
      envelope,
    }
  }
  for (let from = 0; from < count; from += atOnce) {
    const places = Array.from({ length: Math.min(atOnce, count - from) }, (_, at) => from + at)
    const batch = await Promise.all(places.map(one))
    await taking(
      (counted) => storeEnvelopes(database.collect, batch, { now: now(), counted }),
      () => true,
    )
  }
}
