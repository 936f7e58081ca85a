import {
  boundTo,
  purpose,
  sealedBytes,
  sealPriorities,
  unpadded,
} from '../../../../static/js/priorities/envelope.js'
import { contextOf, type SealKey, unseal } from '../../../collection/envelope.ts'
import { type ExecutiveAnswers, readContent, writeContent } from '../answers.ts'

/** Where an envelope belongs: the test's public id and the executive's id. */
export type SealedPlace = { readonly test: string; readonly executive: string }

export { sealedBytes }

const context = contextOf(purpose)

/** As the browser does it, for who has no scripts. `sealKey` is the public one. */
export async function sealForm(
  sealKey: string,
  answers: ExecutiveAnswers,
  place: SealedPlace,
): Promise<Buffer> {
  return Buffer.from(await sealPriorities(sealKey, writeContent(answers), place))
}

/** null for what was sealed for another place, altered, or is no set of answers. */
export function openSealed(
  sealKey: SealKey,
  envelope: Uint8Array,
  place: SealedPlace,
): ExecutiveAnswers | null {
  if (envelope.length !== sealedBytes) return null
  const plain = unseal(sealKey, envelope, { data: boundTo(place), context })
  const content = plain === null ? null : unpadded(plain)
  return content === null ? null : readContent(content)
}
