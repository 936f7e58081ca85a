import { createHash } from 'node:crypto'
import { countSealed } from '../../src/collection/sealed-close-queries.ts'
import { finishBlinding, makeBlinding } from '../../static/js/survey/blind-signature.js'
import { fromText, toText } from '../../static/js/survey/bytes.js'
import type { KeyDirectory } from '../../static/js/survey/directory.js'
import { sealAnswers } from '../../static/js/survey/seal.js'
import { type DatabaseKind, databaseKinds } from '../support/database.ts'
import { exampleContent } from './example-content.ts'
import { type KeepAlive, openKeepAlive } from './keep-alive.ts'
import { aPlace, type Place, workIn } from './place.ts'
import { anOpenCheck, anOwner, type OpenCheck } from './prepare-check.ts'
import { startProgram } from './program.ts'
import { runSessions } from './run-sessions.ts'
import { atMost, informed, plain, type Row, titled } from './score.ts'
import { measureSigning } from './signing-row.ts'
import { ourVisits } from './visits.ts'

const clients = 32
const [plainInvited, sealedInvited] = [20_000, 4_000]
const warmUp = 1_000
const plainSeconds = 3
const least = 0.5
const inJson = 'application/json'

/**
 * Answers that nobody can link, beside plain ones on the same server. The respondents' own work, blinding and sealing,
 * is done on their devices, so here it stands outside the clock: a session takes what its three parts take the server.
 */
export async function benchSealed(): Promise<readonly Row[]> {
  const rows: Row[] = [titled('Signing'), await signingRow()]
  for (const kind of databaseKinds) rows.push(...(await benchOn(kind)))
  return rows
}

async function signingRow(): Promise<Row> {
  const { longestDelayMs } = await measureSigning(50)
  return atMost('longest wait for the event loop, 50 issues at once', longestDelayMs, 50, 'ms')
}

async function benchOn(kind: DatabaseKind): Promise<readonly Row[]> {
  const place = await aPlace(kind)
  const { trial, sealed } = await workIn(place, async (deps) => {
    const scope = await anOwner(deps)
    return {
      trial: await anOpenCheck(deps, scope, { invited: plainInvited, mode: 'trial' }),
      sealed: await anOpenCheck(deps, scope, { invited: sealedInvited, mode: 'sealed' }),
    }
  })
  const program = await startProgram('ours', place)
  const next = ourVisits(trial)
  const order = { port: program.port, clients, seconds: plainSeconds, next }
  await runSessions(order)
  const lines = await Promise.all(Array.from({ length: clients }, () => openKeepAlive(program.port)))
  const [first, others] = [sealed.staffTokens.slice(0, warmUp), sealed.staffTokens.slice(warmUp)]
  await answerSealed(lines, sealed, first)
  const before = await runSessions(order)
  const timed = await answerSealed(lines, sealed, others)
  const after = await runSessions(order)
  const plainRate = (before.thanked + after.thanked) / (before.seconds + after.seconds)
  for (const line of lines) line.close()
  await program.stop()
  return rowsOf(kind, { timed, plainRate, stored: await countStored(place, sealed), sealed })
}

type Measured = {
  readonly timed: Timed
  readonly plainRate: number
  readonly stored: number
  readonly sealed: OpenCheck
}

function rowsOf(kind: DatabaseKind, { timed, plainRate, stored, sealed }: Measured): readonly Row[] {
  const { open, issue, submit } = timed
  const rate = 1 / (1 / open + 1 / issue + 1 / submit)
  return [
    titled(`Sealed answers, ${kind}, ${clients} clients`),
    informed('issue', issue, '/s'),
    informed('submit', submit, '/s'),
    {
      name: `complete sessions (plain ones ${plain(plainRate)})`,
      figure: `${plain(rate)} /s`,
      ratio: rate / plainRate,
      bound: `≥ ${least}`,
      met: rate / plainRate >= least,
    },
    {
      name: 'stored envelopes against thanks',
      figure: `${stored} of ${sealed.staffTokens.length}`,
      bound: 'equal',
      met: stored === sealed.staffTokens.length,
    },
  ]
}

/** Each part in respondents a second: pages and key directory, signature, envelope. */
type Timed = { readonly open: number; readonly issue: number; readonly submit: number }

async function answerSealed(
  lines: readonly KeepAlive[],
  { publicId }: OpenCheck,
  tokens: readonly string[],
): Promise<Timed> {
  const path = `/i/${publicId}`
  const opened = await spread(lines, tokens, async (line, token) => {
    await line.get(path)
    const form = await line.post(`${path}/form`, `token=${token}`)
    const { body } = await line.get(`${path}/directory`)
    return { token, form, directory: body }
  })
  const blinded = await Promise.all(
    opened.told.map(async ({ token, form, directory }) => {
      const { unit, sealKey } = readUnit(directory, form.body)
      return { token, unit, sealKey, blinding: await makeBlinding(unit.key) }
    }),
  )
  const issued = await spread(lines, blinded, async (line, one) => {
    const order = JSON.stringify({ token: one.token, blinded: one.blinding.blinded })
    const { body } = await line.post(`${path}/issue`, order, inJson)
    return { ...one, signature: (JSON.parse(body.toString()) as { signature: string }).signature }
  })
  const sealed = await Promise.all(issued.told.map((one) => seal(publicId, one)))
  const submitted = await spread(lines, sealed, (line, body) => line.post(`${path}/submit`, body, inJson))
  if (submitted.told.some(({ status }) => status !== 200)) throw new Error('A sealed answer was refused.')
  return { open: opened.rate, issue: issued.rate, submit: submitted.rate }
}

/** Shares the work among the lines; each takes the next as soon as it is free. */
async function spread<Given, Told>(
  lines: readonly KeepAlive[],
  work: readonly Given[],
  run: (line: KeepAlive, given: Given) => Promise<Told>,
): Promise<{ readonly told: readonly Told[]; readonly rate: number }> {
  const waiting = work.values()
  const told: Told[] = []
  const began = performance.now()
  await Promise.all(
    lines.map(async (line) => {
      for (const given of waiting) told.push(await run(line, given))
    }),
  )
  return { told, rate: work.length / ((performance.now() - began) / 1000) }
}

function readUnit(directory: Buffer, form: Buffer) {
  const { units, sealKey } = JSON.parse(directory.toString()) as KeyDirectory
  const id = /data-unit="([^"]+)"/.exec(form.toString())?.[1]
  const unit = units.find((each) => each.id === id)
  if (unit === undefined) throw new Error('A form names a group that has no key.')
  return { unit, sealKey }
}

type Issued = ReturnType<typeof readUnit> & {
  readonly blinding: Awaited<ReturnType<typeof makeBlinding>>
  readonly signature: string
}

async function seal(check: string, { unit, sealKey, blinding, signature }: Issued): Promise<string> {
  const signed = await finishBlinding(unit.key, blinding, signature)
  if (signed === null) throw new Error('It was not signed.')
  const digest = (text: string) => createHash('sha256').update(fromText(text)).digest()
  const place = { check, keyId: digest(unit.key), mark: digest(signed.message) }
  const envelope = toText(await sealAnswers(sealKey, exampleContent(), place))
  return JSON.stringify({ m: signed.message, signature: signed.signature, envelope })
}

function countStored(place: Place, { workspaceId, checkId }: OpenCheck): Promise<number> {
  return workIn(place, async ({ db }) => (await countSealed({ db, workspaceId }, checkId)).envelopes)
}
