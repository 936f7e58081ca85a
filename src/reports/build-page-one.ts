import type { ReviewedDiagnosis, ReviewedFinding } from '../diagnosis/queries.ts'
import { type Day, dayAfter } from '../domain/day.ts'
import type { Expectation } from '../domain/evidence.ts'
import { type Message, message } from '../domain/message.ts'
import { tellCertainty } from '../domain/tell-evidence.ts'
import type { Citations, Place } from './cite.ts'

/** The consultant's words for page one; null is the machine's. A sentence keeps the evidence in whose place it was written. */
export type DraftWords = {
  readonly headline: string | null
  readonly sentences: readonly { readonly text: string; readonly evidence: string | null }[] | null
}

type Given = {
  readonly diagnosis: ReviewedDiagnosis
  readonly words: DraftWords
  readonly cite: Citations
  readonly today: Day
}

const here: Place = { anchor: 'page-one', label: message('reports.section.page-one') }

/** Page one from the printed findings: whoever reads only this acts correctly (spec 08). */
export function buildPageOne({ diagnosis, words, cite, today }: Given) {
  const { pageOne, expectations, findings } = diagnosis
  return {
    headline: verbatim(words.headline) ?? pageOne.headline,
    sentences: sentencesOf(diagnosis, words, cite),
    expectations: expectations.map((each) => expectationRow(each, cite)),
    verdicts: findings.filter(({ machine }) => machine.kind === 'pitfall').map(verdictLine),
    keep: pageOne.keep.map(({ id, says }) => ({ text: says, evidence: [cite.place(id, here)] })),
    decisions: pageOne.decisions.map(({ action, owner, dueInDays }) => ({
      action,
      owner,
      due: dayAfter(today, dueInDays),
    })),
    notKnown: pageOne.notKnown,
  }
}

function sentencesOf({ pageOne, evidence }: ReviewedDiagnosis, { sentences }: DraftWords, cite: Citations) {
  if (sentences === null) {
    return pageOne.sentences.map(({ id, says }) => ({ text: says, evidence: [cite.place(id, here)] }))
  }
  const known = new Set(evidence.map(({ id }) => id))
  return sentences
    .filter(({ text }) => text !== '')
    .map(({ text, evidence: id }) => ({
      text: verbatim(text),
      evidence: id !== null && known.has(id) ? [cite.place(id, here)] : [],
    }))
}

function expectationRow(each: Expectation, cite: Citations) {
  const { subject, expected, found, says, uncertainty } = each
  return {
    subject,
    expected: expected === null ? null : message('reports.figure.percent', { figure: Math.round(expected) }),
    found: says,
    certainty: uncertainty === null ? message('reports.page-one.no-certainty') : tellCertainty(uncertainty),
    evidence: [cite.place(each.id, here)],
    figures: { expected, found },
  }
}

/** What is not reviewed and what was dismissed is no verdict of this report. */
export function verdictLine({ machine, standing }: ReviewedFinding) {
  const verdict =
    standing === 'dismissed'
      ? 'set-aside'
      : standing === 'open' || standing === 'outdated'
        ? 'not-reviewed'
        : machine.verdict
  return {
    target: machine.target,
    name: message(`diagnosis.target.${machine.target}`),
    verdict,
    says: verdictName(verdict),
  }
}

export function verdictName(verdict: string): Message {
  return message(isNoVerdict(verdict) ? `reports.verdict.${verdict}` : `diagnosis.verdict.${verdict}`)
}

/** Dismissed, or not reviewed. */
export const isNoVerdict = (verdict: string) => verdict === 'set-aside' || verdict === 'not-reviewed'

function verbatim(text: string | null): Message | null {
  return text === null ? null : message('reports.verbatim', { text })
}
