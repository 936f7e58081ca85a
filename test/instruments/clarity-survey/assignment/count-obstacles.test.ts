import t from 'tap'
import { countObstacles } from '../../../../src/instruments/clarity-survey/assignment/count-obstacles.ts'
import { textKey } from '../../../../src/instruments/clarity-survey/assignment/group-texts.ts'
import type { SideTexts } from '../../../../src/instruments/clarity-survey/assignment/shown-sides.ts'
import { aSurvey, releasedTableOf } from '../../../support/released.ts'

const table = releasedTableOf(aSurvey)
const { e } = table.rule
const answered = 74
const obstacle = 'Too many meetings'
const coding = {
  themes: [{ id: 'a', name: 'Meetings' }],
  codes: { lead: { [textKey(obstacle)]: 'a' }, second: {} },
}

const repeat = (count: number, response: Omit<SideTexts, 'side'>): readonly SideTexts[] =>
  Array.from({ length: count }, () => ({ ...response, side: 'staff' }))
const wrote = (count: number, language = 'en') => repeat(count, { language, texts: [obstacle] })
const asked = (count: number, language = 'en') => repeat(count, { language, texts: [] })

const writtenBy = (named: readonly SideTexts[], obstacles: readonly SideTexts[]) =>
  countObstacles(table, { named, obstacles }, coding).sides.staff?.written

t.test('the silent are those whose language is counted: the rest of a side hides nobody', async (t) => {
  // 70 of 74 are told of as English by the other question; of the four others no text is kept.
  const toldOf = (silent: number) => writtenBy(asked(70), wrote(70 - silent))
  const told = Array.from({ length: e + 1 }, (_, silent) => toldOf(silent))
  t.same([...new Set(told)], [70 - 1], 'up to e silent people are told alike')
  t.equal(toldOf(e + 1), 70 - e - 1)
})

t.test('a language that the other question leaves out is among the rest of the side', async (t) => {
  const told = (silent: number) => writtenBy(asked(50), wrote(24 - silent, 'de'))
  t.same([told(0), told(e), told(e + 1)], [23, 23, 24 - e - 1])
  const both = (silent: number) => writtenBy(asked(50), [...wrote(50 - silent), ...wrote(24, 'de')])
  t.same([both(0), both(e), both(e + 1)], [73, 73, answered - e - 1])
})

t.test('of two languages only one of which is coded here, the other is not silent', async (t) => {
  const named = [...asked(50), ...asked(24, 'de')]
  t.same([writtenBy(named, wrote(50)), writtenBy(named, wrote(50 - e))], [49, 49])
})
