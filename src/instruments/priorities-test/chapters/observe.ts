import type { Observation } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { CodedTest } from '../coded-test.ts'
import { instrumentCode } from '../priorities-evidence.ts'

/** A figure of this test that a title rests on. Executives are no sample: no interval. */
export function observe(
  test: CodedTest,
  name: string,
  { says, figure }: { says: Message; figure: Message },
): Observation {
  return {
    id: `${instrumentCode}.${name}`,
    instrument: instrumentCode,
    says: message('priorities-test.observation', { title: says }),
    figure,
    basis: { n: test.executives.length, of: test.invited },
    uncertainty: null,
  }
}

/** A text that somebody wrote, as it is. */
export function verbatim(text: string): Message {
  return message('priorities-test.verbatim', { text })
}
