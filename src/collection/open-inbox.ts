import { createHash } from 'node:crypto'
import { sealAnswers } from '../../static/js/survey/seal.js'
import type { Database } from '../database/open.ts'
import { asCollector } from '../database/scope.ts'
import type { AnswerSheet } from './answer-sheet.ts'
import type { AskedCheck } from './check-queries.ts'
import { countTakings } from './count-takings.ts'
import { type Outcome, type Reach, refusalOf } from './inbox.ts'
import { closedSince, openKeeper } from './keep-envelope.ts'
import { atHand, KeysMissing } from './keys-at-hand.ts'
import { openKeyIdOf, openMarkOf } from './open-key.ts'
import { findOpenLink, type OpenLink, storeOpenResponse } from './open-link-queries.ts'
import { tagOf } from './receipt.ts'
import { veilUnit } from './unit-veil.ts'

/** The open link of a check, and the group in which its answers are counted. */
export type OpenWay = { readonly check: AskedCheck; readonly unitId: string }

/** The way in for answers that nobody was invited to give. `mark` as drawn by the form, `m` by the script. */
export type OpenInbox = {
  find(openId: string): Promise<OpenLink | null>
  takeSealed(way: OpenWay, given: { readonly m: Buffer; readonly envelope: Buffer }): Promise<Outcome>
  /** From a page without scripts: this server seals. */
  takeTyped(way: OpenWay, given: { readonly mark: string; readonly content: string }): Promise<Outcome>
  takeTrial(way: OpenWay, given: { readonly mark: string; readonly sheet: AnswerSheet }): Promise<Outcome>
}

export function openOpenInbox(reach: Reach & { readonly database: Pick<Database, 'collect'> }): OpenInbox {
  const { db, keys, now } = reach
  const { collect } = reach.database
  const keep = openKeeper(reach)
  const taking = countTakings(reach)
  const keysOf = ({ checkId }: AskedCheck) => {
    const found = keys.checks.keysOf(checkId)
    if (found === null) throw new KeysMissing('The keys of an open check are missing.')
    return atHand(found)
  }

  return {
    find: (openId) => findOpenLink(db, openId),

    takeSealed: async ({ check, unitId }, { m, envelope }) => {
      const closed = refusalOf(check, now())
      if (closed !== null) return { outcome: 'refused', reason: closed }
      const mark = openMarkOf(m)
      const veil = veilUnit(keysOf(check).veilKey, mark, unitId)
      return keep(check, { mark, tag: tagOf(m, envelope), veil, envelope })
    },

    takeTyped: async ({ check, unitId }, { mark: drawn, content }) => {
      const closed = refusalOf(check, now())
      if (closed !== null) return { outcome: 'refused', reason: closed }
      const { secret, veilKey } = keysOf(check)
      const message = createHash('sha256').update(`open message|${drawn}`).digest()
      const mark = openMarkOf(message)
      const sealKey = Buffer.from(secret.sealKey().publicBytes).toString('base64url')
      const place = { check: check.publicId, keyId: openKeyIdOf(unitId), mark }
      const envelope = Buffer.from(await sealAnswers(sealKey, content, place))
      const veil = veilUnit(veilKey, mark, unitId)
      return keep(check, { mark, tag: tagOf(message, Buffer.from(content)), veil, envelope })
    },

    takeTrial: async ({ check, unitId }, { mark, sheet }) => {
      const { workspaceId, checkId } = check
      const response = { workspaceId, checkId, unitId, id: idOf(mark), sheet: JSON.stringify(sheet) }
      const stored = await taking(
        (counted) => storeOpenResponse(collect, response, { now: now(), counted }),
        (result) => result === 'stored',
      )
      if (stored === 'not-open') {
        const reason = await asCollector(collect, [workspaceId], (trx) => closedSince(trx, check, now()))
        return { outcome: 'refused', reason }
      }
      return { outcome: stored === 'stored' ? 'accepted' : 'repeated' }
    },
  }
}

/** The same form sent twice is one answer. Its mark is stored nowhere; what it is made into looks like any id. */
function idOf(mark: string): string {
  const hex = createHash('sha256').update(`open response|${mark}`).digest('hex')
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5')
}
