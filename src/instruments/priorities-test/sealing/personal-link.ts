import { hkdfSync } from 'node:crypto'
import { signInLabel } from '../../../../static/js/priorities/labels.js'
import type { CheckKeys } from '../../../collection/check-keys.ts'
import type { KeyFolder } from '../../../collection/key-folder.ts'
import { hashCode, hashToken, type LinkOf, linkToken, typedCode } from '../../../collection/link.ts'

/**
 * An executive's way in. The key of links belongs to this test and is destroyed with its seal key: after that nobody can
 * make a link again and open a draft with it.
 */
export function linkOf(keys: CheckKeys, link: LinkOf): { readonly token: string; readonly code: string } {
  const secrets = { secret: () => keys.veilKey() }
  return { token: linkToken(secrets, link), code: typedCode(secrets, link) }
}

/** What the database holds of a link: a hash of what the browser shows, which tells nothing of the draft's key. */
export function hashesOf(given: {
  readonly keys: KeyFolder
  readonly testKeys: CheckKeys
  readonly checkId: string
  readonly link: LinkOf
}): { readonly tokenHash: string; readonly codeHash: string } {
  const { token, code } = linkOf(given.testKeys, given.link)
  return {
    tokenHash: hashToken(signInOf(token)),
    codeHash: hashCode(given.keys, given.checkId, code),
  }
}

/** The same as `signInValue` in the browser. */
export function signInOf(token: string): string {
  const secret = Buffer.from(token, 'base64url')
  return Buffer.from(hkdfSync('sha256', secret, '', signInLabel, 32)).toString('base64url')
}
