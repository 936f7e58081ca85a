import { createHash } from 'node:crypto'
import { publicKeyText } from '../../src/collection/keys-at-hand.ts'
import { finishBlinding, makeBlinding } from '../../static/js/survey/blind-signature.js'
import { fromText, toText } from '../../static/js/survey/bytes.js'
import { type DirectoryUnit, type KeyDirectory, readDirectory } from '../../static/js/survey/directory.js'
import { wordsOf } from '../../static/js/survey/directory-words.js'
import { sealAnswers } from '../../static/js/survey/seal.js'
import type { TestApp } from './app.ts'
import { answersOf, type Invited, type SurveyCheck } from './survey.ts'

/** The respondent's side without a browser: the same scripts, one request at a time. */
export type Respondent = {
  readonly unit: DirectoryUnit
  readonly blinding: Awaited<ReturnType<typeof makeBlinding>>
  issue(blinded?: string): Promise<Reply>
  /** What is submitted, from the answer to `issue`. */
  seal(issued: Reply, more?: Readonly<Record<string, string>>): Promise<SealedAnswers>
  submit(sealed: object): Promise<Reply>
}
export type SealedAnswers = { readonly m: string; readonly signature: string; readonly envelope: string }
export type Reply = { readonly status: number; readonly body: string }
export type Post = (path: string, json: object) => Promise<Reply>

export function postTo({ app }: Pick<TestApp, 'app'>): Post {
  return async (url, payload) => {
    const { statusCode, body } = await app.inject({ method: 'POST', url, payload })
    return { status: statusCode, body }
  }
}

export async function directoryOf({ app }: TestApp, { publicId }: SurveyCheck): Promise<string> {
  return (await app.inject({ url: `/i/${publicId}/directory` })).body
}

export async function aRespondent(
  post: Post,
  text: string,
  given: { readonly check: SurveyCheck; readonly person: Invited; readonly by?: 'token' | 'code' },
): Promise<Respondent> {
  const { check, person, by = 'token' } = given
  const place = `/i/${check.publicId}`
  const form = await post(`${place}/form`, { [by]: person[by] })
  const read = await readDirectory(text, {
    ...{ check: check.publicId, words: check.words, key: keyOn(form) },
  })
  if (read.outcome !== 'trusted') throw new Error(`The directory was refused: ${read.reason}.`)
  const { unit, key, keyId, directory } = read
  const blinding = await makeBlinding(key)
  return {
    unit,
    blinding,
    issue: (blinded = blinding.blinded) => post(`${place}/issue`, { [by]: person[by], blinded }),
    seal: async (issued, more = {}) => {
      const { signature: blindSignature } = JSON.parse(issued.body) as { signature: string }
      const signed = await finishBlinding(key, blinding, blindSignature)
      if (signed === null) throw new Error('It was not signed.')
      const { message: m, signature } = signed
      const envelope = await sealFor(directory.sealKey, contentOf(person, more), {
        ...{ check: check.publicId, keyId, mark: markOf(m) },
      })
      return { m, signature, envelope }
    },
    submit: (sealed) => post(`${place}/submit`, sealed),
  }
}

/** The public key of the group, as a form hands it out. */
export function keyOn({ body }: { readonly body: string }): string {
  return /data-key="([^"]+)"/.exec(body)?.[1] ?? ''
}

export type Answering = {
  readonly check: SurveyCheck
  readonly person: Invited
  readonly more?: Readonly<Record<string, string>>
}

/** From the link to the thanks. */
export async function answerSealed(post: Post, text: string, given: Answering): Promise<SealedAnswers> {
  const respondent = await aRespondent(post, text, given)
  const sealed = await respondent.seal(await respondent.issue(), given.more)
  const { status } = await respondent.submit(sealed)
  if (status !== 200) throw new Error(`The answers were refused with ${status}.`)
  return sealed
}

export function contentOf(person: Invited, more: Readonly<Record<string, string>> = {}): string {
  const { token: _, mark: __, leader = 'no', ...answers } = answersOf(person, more)
  return JSON.stringify({ language: 'en', leader, answers })
}

export async function sealFor(
  sealKey: string,
  content: string,
  place: { readonly check: string; readonly keyId: Uint8Array; readonly mark: Uint8Array },
): Promise<string> {
  return toText(await sealAnswers(sealKey, content, place))
}

export function markOf(m: string): Buffer {
  return createHash('sha256').update(fromText(m)).digest()
}

/** Puts another directory in the place of a check's own, as it was opened otherwise; the check as its mails would tell of it. */
export async function withDirectory(
  { deps }: TestApp,
  check: SurveyCheck,
  change: (directory: KeyDirectory) => object | Promise<object>,
): Promise<SurveyCheck> {
  const own = deps.db.selectFrom('checks').select('key_directory').where('id', '=', check.checkId)
  const { key_directory: before } = await own.executeTakeFirstOrThrow()
  const text = JSON.stringify(await change(JSON.parse(before ?? '')))
  const words = (await wordsOf(Uint8Array.from(createHash('sha256').update(text).digest()))).join('-')
  await deps.db
    .updateTable('checks')
    .set({ key_directory: text, directory_words: words })
    .where('id', '=', check.checkId)
    .execute()
  return { ...check, words }
}

/** A check that was opened while directories held the keys themselves. */
export function asVersion1(running: TestApp, check: SurveyCheck): Promise<SurveyCheck> {
  return withDirectory(running, check, async (directory) => {
    const rows = await running.deps.db
      .selectFrom('units')
      .select(['id', 'name', 'invited'])
      .where('check_id', '=', check.checkId)
      .orderBy('id')
      .execute()
    const keys = running.deps.keys.checks.keysOf(check.checkId)
    const units = rows.map((unit) => ({ ...unit, key: publicKeyText(keys, unit.id) }))
    return { ...directory, version: 1, units }
  })
}
