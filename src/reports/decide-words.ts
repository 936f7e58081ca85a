import type { ReviewedDiagnosis } from '../diagnosis/queries.ts'
import type { Message } from '../domain/message.ts'
import type { DraftWords } from './build-page-one.ts'
import { sentenceFields, type WordsForm } from './forms.ts'

/** What the machine proposes for page one, said. */
export type Proposal = {
  readonly headline: string
  readonly sentences: readonly { readonly text: string; readonly evidence: string }[]
}

export function propose({ pageOne }: ReviewedDiagnosis, say: (text: Message) => string): Proposal {
  return {
    headline: say(pageOne.headline),
    sentences: pageOne.sentences.map(({ id, says }) => ({ text: say(says), evidence: id })),
  }
}

/** What is kept of the posted words: nothing that is the machine's own, so that it may still follow the evidence. */
export function decideWords(form: WordsForm, { headline, sentences }: Proposal): DraftWords {
  const typed = sentenceFields.map((field, index) => ({
    text: form[field],
    evidence: sentences[index]?.evidence ?? null,
  }))
  const isMachine = typed.every(({ text }, index) => folded(text) === folded(sentences[index]?.text ?? ''))
  const isOwnHeadline = form.headline !== '' && folded(form.headline) !== folded(headline)
  return { headline: isOwnHeadline ? form.headline : null, sentences: isMachine ? null : typed }
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim()
