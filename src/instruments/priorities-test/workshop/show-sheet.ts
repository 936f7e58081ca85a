import type { z } from 'zod'
import type { CheckRecord } from '../../../checks/queries.ts'
import { type Message, message } from '../../../domain/message.ts'
import { decisionKey, workshopAgenda } from '../agenda.ts'
import { type AgreedPriority, mostAgreed, type NotNow } from '../agreed.ts'
import { matrixTitle } from '../chapters/matrix-exhibit.ts'
import { type CodedTest, themeName } from '../coded-test.ts'
import { sayOverlap } from '../priorities-evidence.ts'
import { scoreCoherence } from '../score-coherence.ts'
import { themeMatrix } from '../theme-matrix.ts'
import type { StepContent } from './forms.ts'
import type { sheetPage } from './pages.ts'
import type { KeptStep } from './queries.ts'
import { showPositions } from './show-positions.ts'
import { offeredStops } from './suggest-agreement.ts'

type Sheet = NonNullable<z.input<typeof sheetPage.schema>['sheet']>
type Say = (text: Message) => string
const mostOffered = 10
const mostLetters = 700

/** Two pages for the table: the open decisions, then what is to be filled in. */
export function showSheet(
  {
    test,
    check,
    agreed,
    notNow,
    steps,
  }: {
    readonly test: CodedTest
    readonly check: CheckRecord
    readonly agreed: readonly AgreedPriority[]
    readonly notNow: readonly NotNow[]
    readonly steps: ReadonlyMap<string, KeptStep>
  },
  say: Say,
): Sheet {
  const scored = scoreCoherence(test)
  return {
    organisation: check.organisationName,
    check: check.name,
    overlap: say(
      scored.outcome === 'scored' ? sayOverlap(scored.coherence) : matrixTitle(test, themeMatrix(test)),
    ),
    decisions: workshopAgenda(test).map((decision) => ({
      theme: decision.theme === null ? null : themeName(test, decision.theme),
      question: say(message(`priorities-test.decision.${decision.kind}`)),
      positions: showPositions(test, decision, say),
      decided: sayDecided(steps.get(decisionKey(decision))?.content, say),
    })),
    isAgreed: agreed.length > 0,
    agreed: [...agreed],
    notNow: notNow.map(({ text }) => text),
    offered: offeredTexts(test),
    blanks: Array.from({ length: mostAgreed }, (_, at) => at + 1),
  }
}

function sayDecided(content: StepContent | undefined, say: Say): Sheet['decisions'][number]['decided'] {
  if (content === undefined || content.outcome === 'open') return null
  const { outcome, text, owner, measure } = content
  const decided = say(message(`workshop.outcome.${outcome}`))
  return { says: text === '' ? decided : `${decided}: ${text}`, owner, measure }
}

/** As many as leave room to write on the second page. */
function offeredTexts(test: CodedTest): string[] {
  let letters = 0
  return offeredStops(test)
    .map(({ text }) => text)
    .slice(0, mostOffered)
    .filter((text) => {
      letters += text.length
      return letters <= mostLetters
    })
}
