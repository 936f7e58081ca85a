import { createHash, createPublicKey } from 'node:crypto'
import { makeBlinding, unblind } from '../../static/js/survey/blind-signature.js'
import { fromText, join, toInteger, toText } from '../../static/js/survey/bytes.js'
import type { KeyDirectory } from '../../static/js/survey/directory.js'
import { sealAnswers } from '../../static/js/survey/seal.js'
import { keyOn } from '../support/sealed.ts'
import { exampleContent } from './example-content.ts'
import type { KeepAlive } from './keep-alive.ts'
import type { OpenCheck } from './prepare-check.ts'
import type { Visit } from './run-sessions.ts'

const inJson = 'application/json'

/** A respondent whose device has done its work: blinded a message and sealed the answers. */
export type Ready = {
  readonly path: string
  readonly token: string
  readonly order: string
  readonly m: string
  readonly envelope: string
  /** The credential that the server's signature makes. */
  readonly finish: (signature: string) => string
}

/** Reads which group a link belongs to, then does what the script does; outside the clock. */
export async function makeReady(line: KeepAlive, { publicId }: OpenCheck, token: string): Promise<Ready> {
  const path = `/i/${publicId}`
  const form = await line.post(`${path}/form`, `token=${token}`)
  const directory = await line.get(`${path}/directory`)
  const key = keyOn({ body: form.body.toString() })
  const { sealKey } = JSON.parse(directory.body.toString()) as KeyDirectory
  const { blinded, message, inverse, randomizer } = await makeBlinding(key)
  const place = { check: publicId, keyId: digest(key), mark: digest(message) }
  const [inverted, modulus, random] = [toInteger(fromText(inverse)), modulusOf(key), fromText(randomizer)]
  return {
    path,
    token,
    order: JSON.stringify({ token, blinded }),
    m: message,
    envelope: toText(await sealAnswers(sealKey, exampleContent(), place)),
    finish: (signature) => toText(join(random, unblind(toInteger(fromText(signature)), inverted, modulus))),
  }
}

/** Landing page, form and key directory; all that comes before a person presses Send. */
export async function openPages(line: KeepAlive, { path, token }: Ready): Promise<void> {
  await line.get(path)
  await line.post(`${path}/form`, `token=${token}`)
  await line.get(`${path}/directory`)
}

/** The credential for an unused link. */
export async function issue(line: KeepAlive, { path, order, finish }: Ready): Promise<string> {
  const { body } = await line.post(`${path}/issue`, order, inJson)
  return finish((JSON.parse(body.toString()) as { signature: string }).signature)
}

/** True when the envelope was taken. */
export async function submit(
  line: KeepAlive,
  { path, m, envelope }: Ready,
  signature: string,
): Promise<boolean> {
  const { status } = await line.post(`${path}/submit`, JSON.stringify({ m, signature, envelope }), inJson)
  return status === 200
}

/** A sealed session from the landing page to the thanks; null when all have answered. */
export function sealedVisits(ready: readonly Ready[]): () => Visit | null {
  const people = ready.values()
  return () => {
    const person = people.next().value
    if (person === undefined) return null
    return async (line) => {
      await openPages(line, person)
      return submit(line, person, await issue(line, person))
    }
  }
}

const digest = (text: string) => createHash('sha256').update(fromText(text)).digest()

function modulusOf(unitKey: string): bigint {
  const key = createPublicKey({ key: Buffer.from(unitKey, 'base64url'), format: 'der', type: 'spki' })
  return toInteger(Buffer.from(key.export({ format: 'jwk' }).n ?? '', 'base64url'))
}
