import type { CheckRecord } from '../../../checks/queries.ts'
import type { CheckKeys } from '../../../collection/check-keys.ts'
import { type Message, message } from '../../../domain/message.ts'
import { type Block, type ComposedMail, composeMail } from '../../../mail/compose-mail.ts'
import type { Dependencies } from '../../../web/dependencies.ts'
import type { TestRecord } from '../queries.ts'
import { linkOf } from '../sealing/personal-link.ts'
import type { MailKind } from './mail-queries.ts'

type Asked = {
  readonly id: string
  readonly name: string
  readonly language: string
  readonly generation: number
}
export type Way = { readonly href: string; readonly entrance: string; readonly code: string }

type Deps = Pick<Dependencies, 'config' | 'translate'>

/** Made anew from the key each time, so it is stored nowhere. */
export function wayOf(
  { config }: Pick<Deps, 'config'>,
  given: { readonly test: TestRecord; readonly testKeys: CheckKeys; readonly executive: Asked },
): Way {
  const { token, code } = linkOf(given.testKeys, given.executive)
  const entrance = `${config.publicUrl}/p/${given.test.publicId}`
  return { href: `${entrance}#${token}`, entrance, code }
}

/** One executive's letter: what, why, how long, what protects it; then the way in, twice. */
export function executiveMail(
  { translate }: Deps,
  check: CheckRecord,
  given: { readonly kind: MailKind; readonly executive: Asked; readonly way: Way },
): ComposedMail {
  const { kind, executive, way } = given
  const { organisationName: organisation, runBy } = check
  const text = (key: string, values: Message['values'] = {}) => message(`sealed-room.mail.${key}`, values)
  const paragraph = (key: string, values: Message['values'] = {}): Block => ({
    kind: 'paragraph',
    text: text(key, values),
  })
  const letter = {
    subject: text(`${kind}.subject`, { organisation }),
    blocks: [
      paragraph('greeting', { name: executive.name }),
      paragraph(`${kind}.what`, { organisation, runBy }),
      paragraph('how'),
      { kind: 'link' as const, text: text('link'), href: way.href },
      { kind: 'code' as const, text: text('code', { address: way.entrance }), code: way.code },
      paragraph('seal'),
      paragraph('personal'),
      paragraph('signed', { runBy }),
    ],
  }
  return composeMail(letter, executive.language, translate)
}
