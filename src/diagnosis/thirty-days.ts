import type { PilotCandidate } from '../domain/evidence.ts'
import { joinNames } from '../domain/join-names.ts'
import { type Message, message } from '../domain/message.ts'
import type { Finding } from './findings.ts'
import { type Role, roleName } from './remedies.ts'
import { isEstablished } from './verdict.ts'

export const branches = ['leadership', 'rhythm', 'decision-rights', 'pilot'] as const
export type Branch = (typeof branches)[number]

/** Days count from the day on which the report is issued. */
export type Step = {
  readonly code: string
  readonly fromDay: number
  readonly dueDay: number
  readonly action: Message
  readonly owner: Message
  /** How the next round will show that it worked. */
  readonly proof: Message
}

export type ThirtyDays = {
  readonly branch: Branch
  readonly reason: Message
  readonly steps: readonly Step[]
  readonly pilotCandidates: readonly PilotCandidate[]
}

type Outline = { readonly code: string; readonly days: readonly [number, number]; readonly owner: Role }

const handBack: Outline = { code: 'hand-back', days: [1, 7], owner: 'chief-executive' }

const outlines: Readonly<Record<Branch, readonly Outline[]>> = {
  leadership: [
    handBack,
    { code: 'workshop', days: [8, 14], owner: 'chief-executive' },
    { code: 'sign', days: [15, 21], owner: 'leadership-team' },
    { code: 'tell', days: [22, 30], owner: 'leadership-team' },
  ],
  rhythm: [
    handBack,
    { code: 'design-forum', days: [8, 14], owner: 'chief-operating-officer' },
    { code: 'run-forum', days: [15, 28], owner: 'chief-operating-officer' },
    { code: 'connect-forum', days: [22, 30], owner: 'chief-of-staff' },
  ],
  'decision-rights': [
    handBack,
    { code: 'collect-decisions', days: [8, 14], owner: 'chief-operating-officer' },
    { code: 'settle-map', days: [15, 21], owner: 'leadership-team' },
    { code: 'use-map', days: [22, 30], owner: 'chief-operating-officer' },
  ],
  pilot: [
    handBack,
    { code: 'confirm-priorities', days: [8, 14], owner: 'leadership-team' },
    { code: 'pilot', days: [15, 28], owner: 'chief-operating-officer' },
    { code: 'review-pilot', days: [28, 30], owner: 'chief-executive' },
  ],
}

/** The thirty days follow the diagnosis: leadership before rhythm before decision rights, else a pilot team (spec 08). */
export function planThirtyDays(
  findings: readonly Finding[],
  candidates: readonly PilotCandidate[],
): ThirtyDays {
  const branch = chooseBranch(findings)
  const pilotCandidates = branch === 'pilot' ? candidates : []
  return {
    branch,
    reason: message(`diagnosis.thirty-days.${branch}`),
    steps: outlines[branch].map((outline) => toStep(outline, pilotCandidates)),
    pilotCandidates,
  }
}

function chooseBranch(findings: readonly Finding[]): Branch {
  const established = findings.filter((finding) => isEstablished(finding.verdict)).map((each) => each.target)
  return branches.find((branch) => branch !== 'pilot' && established.includes(branch)) ?? 'pilot'
}

function toStep(
  { code, days: [fromDay, dueDay], owner }: Outline,
  candidates: readonly PilotCandidate[],
): Step {
  const proposesTeams = code === 'pilot' && candidates.length > 0
  return {
    code,
    fromDay,
    dueDay,
    action: proposesTeams
      ? message('diagnosis.step.pilot-in', { teams: joinNames(candidates.map((each) => each.name)) })
      : message(`diagnosis.step.${code}`),
    owner: roleName(owner),
    proof: message(`diagnosis.proof.${code}`),
  }
}
