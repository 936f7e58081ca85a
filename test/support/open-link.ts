import { coreItems } from '../../src/instruments/clarity-survey/items.ts'
import { toText } from '../../static/js/survey/bytes.js'
import type { KeyDirectory } from '../../static/js/survey/directory.js'
import { openKeyId, openMark } from '../../static/js/survey/open-key.js'
import { sealAnswers } from '../../static/js/survey/seal.js'
import { aMark } from './survey.ts'

export type OpenAnswer = { readonly m: string; readonly envelope: string; readonly kiosk: boolean }

/** What a person answers who came by an open link, as the form's fields. */
export function openFields(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const ratings = coreItems.map((item) => [item.code, '4'])
  return {
    ...Object.fromEntries(ratings),
    ...{ named1: 'A faster first payment', serves: 'p1', obstacle: '' },
    ...more,
  }
}

/** The same as a form without scripts sends it. */
export function openForm(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { mark: aMark(), leader: 'no', kiosk: '', ...openFields(more) }
}

/** Sealed as the script does it. */
export async function sealOpen(
  text: string,
  publicId: string,
  more: Readonly<Record<string, string>> = {},
): Promise<OpenAnswer> {
  const { sealKey, open } = JSON.parse(text) as KeyDirectory
  const message = crypto.getRandomValues(new Uint8Array(32))
  const place = { check: publicId, keyId: await openKeyId(open?.id ?? ''), mark: await openMark(message) }
  const content = JSON.stringify({ language: 'en', leader: 'no', answers: openFields(more) })
  return { m: toText(message), envelope: toText(await sealAnswers(sealKey, content, place)), kiosk: false }
}
