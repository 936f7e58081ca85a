import type { RecallCounts } from '../../domain/disclosure/read-recall.ts'
import { estimate, type Hidden, isHidden, staffGroup } from '../../domain/disclosure/read-released.ts'
import type { Released } from '../../domain/disclosure/released.ts'
import type { ReleasedTable } from '../../domain/disclosure/released-table.ts'
import type { Expectation } from '../../domain/evidence.ts'
import { type Message, message } from '../../domain/message.ts'
import { allPriorities } from './answers.ts'
import { recallFigure } from './demonstrated-clarity.ts'
import { type ItemFigure, itemFigure } from './figures.ts'
import { shareOf } from './sayings.ts'
import { instrumentCode, uncertaintyOf } from './survey-evidence.ts'

/** The survey's rows of page one: who can name all priorities, and who says they could; `expected` is null when leaders gave no estimate. */
export function surveyExpectations(table: ReleasedTable, { recall, isLater }: Named): readonly Expectation[] {
  const staff = staffGroup(table)
  if (staff === null) return []
  return [
    ...row(table, {
      about: allPriorities,
      found: recallFigure(table, recall),
      subject: message(`clarity-survey.expectation.all-priorities${isLater ? '-later' : ''}`, {
        agreed: table.priorities.length,
      }),
      link: 'survey#demonstrated',
    }),
    ...row(table, {
      about: 'S1',
      found: itemFigure(table, staff, 'S1'),
      subject: message('clarity-survey.expectation.S1'),
      link: 'survey/items/S1',
    }),
  ]
}

/** `isLater`: the priorities were agreed only after people had been asked. */
type Named = { readonly recall: Released<RecallCounts> | Hidden; readonly isLater: boolean }

export function expectationId(about: string): string {
  return `${instrumentCode}.expected-${about}`
}

type Row = {
  readonly about: string
  readonly found: Released<ItemFigure> | Hidden
  readonly subject: Message
  readonly link: string
}

function row(table: ReleasedTable, { about, found, subject, link }: Row): readonly Expectation[] {
  if (isHidden(found)) return []
  const expected = estimate(table, about)
  return [
    {
      id: expectationId(about),
      instrument: instrumentCode,
      subject,
      expected: isHidden(expected) ? null : expected.mean,
      found: found.figure.value,
      says: shareOf(found),
      uncertainty: uncertaintyOf(found.figure),
      link,
    },
  ]
}
