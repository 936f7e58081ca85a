import type { z } from 'zod'
import type { Heat } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import { openDecisions } from '../agenda.ts'
import type { Workshop } from '../agreed.ts'
import { coherenceRows } from '../chapters/appendix.ts'
import { matrixExhibit } from '../chapters/matrix-exhibit.ts'
import { attribute, quote, restOf } from '../chapters/say-statement.ts'
import { standingExhibit } from '../chapters/standing-exhibit.ts'
import { type CodedStatement, type CodedTest, shortExecutive, themeName } from '../coded-test.ts'
import { conflictThemes } from '../conflict-themes.ts'
import { sayOverlap } from '../priorities-evidence.ts'
import { scoreCoherence } from '../score-coherence.ts'
import { disagreeingMeasures } from '../success-measures.ts'
import { themeMatrix } from '../theme-matrix.ts'
import type { coherencePage, heatSchema } from './pages.ts'

type Say = (text: Message) => string
type Results = NonNullable<z.input<typeof coherencePage.schema>['results']>

type Coded = {
  readonly test: CodedTest
  readonly workshop: Workshop
  /** By executive. */
  readonly names: ReadonlyMap<string, string>
}

/** What comes out of a test whose codebook is frozen, in the order of spec 03. */
export function showCoherence({ test, workshop, names }: Coded, say: Say): Results {
  const scored = scoreCoherence(test)
  const { namedByAll, namedByOne } = themeMatrix(test)
  const side = (statement: CodedStatement) => ({
    who: say(attribute(test, statement)),
    says: say(quote(statement)),
  })
  const opened = test.executives.length
  const isScored = scored.outcome === 'scored'
  return {
    basis: say(
      message(`coherence.basis.${opened === test.invited ? 'all' : 'some'}`, { opened, asked: test.invited }),
    ),
    isOneCoder: test.coders.count === 1,
    coherence: {
      title: say(
        isScored ? sayOverlap(scored.coherence) : message(`priorities-test.unknown.${scored.reason}`),
      ),
      word: isScored ? say(message(`priorities-test.coherence.${scored.coherence.word}`)) : null,
    },
    matrix: sayHeat(matrixExhibit(test), say),
    byAll: namedByAll.map(({ name }) => name),
    byOne: namedByOne.map(({ name }) => name),
    conflicts: conflictThemes(test).map((conflict) => {
      const { theme, rank, forIt, against, counts } = conflict
      const rest = restOf(conflict)
      return {
        lead: say(message('coherence.conflict', { theme: themeName(test, theme), rank, ...counts })),
        first: forIt.map(side),
        second: against.map(side),
        rest: rest && say(rest),
      }
    }),
    measures: disagreeingMeasures(test).map(({ theme, kind, first, second }) => ({
      lead: say(message(`priorities-test.chapter.${kind}`, { theme: themeName(test, theme) })),
      first: [side(first)],
      second: [side(second)],
    })),
    standing: sayHeat(standingExhibit(test), say),
    figures: isScored
      ? coherenceRows(test, scored).map(([name, says]) => ({
          name: name === undefined ? '' : say(name),
          says: says === undefined ? '' : say(says),
        }))
      : [],
    decisions: openDecisions(test, workshop.decided).length,
    agreed: [...workshop.agreed],
    notNow: workshop.notNow.map(({ text }) => text),
    people: test.executives.map(({ id }, at) => ({
      short: shortExecutive(test, at),
      name: names.get(id) ?? '',
    })),
    unnamed: whyUnnamed(test, say),
  }
}

function whyUnnamed({ executives }: CodedTest, say: Say): string | null {
  if (executives.every(({ mayShowRole }) => mayShowRole)) return null
  return say(message(executives.some(({ role }) => role === '') ? 'coherence.no-role' : 'coherence.unnamed'))
}

function sayHeat({ title, heads, columns, rows, note }: Heat, say: Say): z.input<typeof heatSchema> {
  return {
    title: say(title),
    heads: { group: say(heads.group), answered: say(heads.answered) },
    columns: columns.map(say),
    rows: rows.map(({ name, answered, cells }) => ({
      name: typeof name === 'string' ? name : say(name),
      answered: say(answered),
      cells: cells.map((cell) => ({ ...cell, label: say(cell.label) })),
    })),
    note: note && say(note),
  }
}
