import t from 'tap'
import { releaseThemes } from '../../../../src/domain/disclosure/released-themes.ts'
import { obstaclesExhibit } from '../../../../src/instruments/clarity-survey/chapters/obstacles-exhibit.ts'
import { readCatalogue } from '../../../../src/web/i18n.ts'
import { aSurvey, releasedTableOf } from '../../../support/released.ts'

const table = releasedTableOf(aSurvey)
const translate = readCatalogue()
const say = (text: Parameters<typeof translate.say>[1]) => translate.say('en', text)
const themes = [
  { id: 'a', name: 'Meetings' },
  { id: 'b', name: 'Decisions' },
]
const repeat = (count: number, code: string) => Array.from({ length: count }, () => code)
const side = (name: 'staff' | 'leadership', codes: readonly string[]) => ({
  side: name,
  answered: 74,
  heard: 74,
  codes,
})
const exhibitOf = (sides: readonly ReturnType<typeof side>[], coders = {}) => {
  const obstacles = releaseThemes(table, themes, sides)
  return obstaclesExhibit({ table, recall: null, previous: null, obstacles, ...coders })
}

t.test('the theme of most people leads, by side, and one coder is said', async (t) => {
  const staff = side('staff', [...repeat(12, 'a'), ...repeat(24, 'b'), ...repeat(4, 'none')])
  const leaders = side('leadership', [...repeat(9, 'a'), ...repeat(3, 'none')])
  const shown = exhibitOf([staff, leaders])
  t.equal(
    say(shown?.title ?? { key: '' }),
    '“Decisions” is what gets in the way most often: 60 % of the staff who wrote something',
  )
  t.equal(shown?.cites.length, 1)
  t.same(
    shown?.heads.map(({ label }) => say(label)),
    ['Theme', 'Staff (40 wrote)', 'Leaders (12 wrote)'],
  )
  t.same(
    shown?.rows.map((row) => row.map(say)),
    [
      ['Decisions', '60 %', 'few'],
      ['Meetings', '30 %', 'most'],
      ['Something else', '10 %', 'some'],
    ],
  )
  t.match(say(shown?.note ?? { key: '' }), 'One coder')
})

t.test('two coders are told in words and figures', async (t) => {
  const two = {
    ...{ count: 2, alpha: 0.84, kappa: 0.83, percent: 0.9, reliability: 'reliable' },
    ...{ same: 36, of: 40, isSameAccount: true },
  }
  const shown = exhibitOf([side('staff', repeat(40, 'a'))], { coders: { named: null, obstacles: two } })
  const note = say(shown?.note ?? { key: '' })
  t.match(
    note,
    'The two coders agree well. Krippendorff’s α 0.84, Cohen’s κ 0.83: the same code for 36 of 40 texts',
  )
  t.match(note, 'on the account of the first')
})

t.test('nothing is shown before coding, nor of too few', async (t) => {
  t.equal(obstaclesExhibit({ table, recall: null, previous: null }), null)
  t.equal(exhibitOf([side('staff', repeat(9, 'a'))]), null)
})
