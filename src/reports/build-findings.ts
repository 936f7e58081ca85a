import type { Finding, ReviewedDiagnosis, ReviewedFinding } from '../diagnosis/queries.ts'
import { type Day, dayAfter } from '../domain/day.ts'
import { message } from '../domain/message.ts'
import { type PastRound, verdictBefore } from './build-history.ts'
import { verdictLine } from './build-page-one.ts'
import type { Citations } from './cite.ts'
import { formatDays } from './format-days.ts'

type Given = {
  readonly diagnosis: ReviewedDiagnosis
  readonly cite: Citations
  readonly today: Day
  readonly history: readonly PastRound[]
}
type Planned = Pick<Given, 'diagnosis' | 'today'> & { readonly language: string }

const printedStandings: readonly ReviewedFinding['standing'][] = ['silent', 'accepted', 'edited']

/** The pitfalls, root causes and the illusion as far as they may be printed, in the order of the table. */
export function buildFindings(given: Given) {
  return given.diagnosis.findings
    .filter(({ standing }) => printedStandings.includes(standing))
    .map((each) => buildFinding(each, given))
}

function buildFinding(reviewed: ReviewedFinding, { diagnosis, cite, today, history }: Given) {
  const { finding, machine, standing } = reviewed
  const { remedy } = finding
  const isSilent = standing === 'silent'
  const line = verdictLine(reviewed)
  return {
    ...line,
    before: verdictBefore(history, line),
    kind: machine.kind,
    wording: finding.wording,
    isEdited: standing === 'edited',
    isSilent,
    evidence: isSilent ? [] : citedEvidence(finding, diagnosis, cite),
    why: finding.why,
    remedy: remedy?.remedy ?? null,
    firstStep: remedy?.firstStep ?? null,
    owner: remedy?.owner ?? null,
    due: remedy === null ? null : dayAfter(today, remedy.dueInDays),
    settles: finding.settles,
  }
}

function citedEvidence({ target, evidence: ids }: Finding, { evidence }: ReviewedDiagnosis, cite: Citations) {
  const here = { anchor: `finding-${target}`, label: message(`diagnosis.target.${target}`) }
  return ids.flatMap((id) => {
    const found = evidence.find((each) => each.id === id)
    return found === undefined
      ? []
      : [{ place: cite.place(id, here), says: found.says, isAgainst: found.direction === 'contradicts' }]
  })
}

/** null where nothing established or pointed to is printed: there would be nothing to follow from. */
export function buildThirtyDays({ diagnosis, today, language }: Planned) {
  const { findings, thirtyDays } = diagnosis
  const hasCause = findings.some(
    ({ finding, standing }) => finding.remedy !== null && printedStandings.includes(standing),
  )
  if (!hasCause) return null
  return {
    reason: thirtyDays.reason,
    steps: thirtyDays.steps.map(({ fromDay, dueDay, action, owner, proof }) => ({
      from: dayAfter(today, fromDay),
      due: dayAfter(today, dueDay),
      when: formatDays(language, dayAfter(today, fromDay), dayAfter(today, dueDay)),
      action,
      owner,
      proof,
    })),
  }
}
