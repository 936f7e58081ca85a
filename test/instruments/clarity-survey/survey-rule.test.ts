import fc from 'fast-check'
import t from 'tap'
import {
  applySurveyRule,
  type Claim,
  type Setting,
} from '../../../src/instruments/clarity-survey/survey-rule.ts'

const uncapped = { supportsUpTo: 3, contradictsUpTo: 2 } as const
const setting: Setting = { items: 2, participationPercent: 80, lowestGroup: null }

const told = (made: Claim | null) => (made === null ? null : `${made.direction} ${made.strength}`)
const supported = (value: number, high: number, given: Partial<Setting> = {}) =>
  told(applySurveyRule({ value, low: value - 5, high }, uncapped, { ...setting, ...given }))
const cleared = (value: number, low: number, given: Partial<Setting> = {}) =>
  told(applySurveyRule({ value, low, high: value + 5 }, uncapped, { ...setting, ...given }))

t.equal(supported(35, 44.9), 'supports 3', '35 with an upper bound under 45 is 3')
t.equal(supported(35.1, 44.9), 'supports 2', 'just over 35 is 2')
t.equal(supported(35, 45), 'supports 2', 'an upper bound of 45 is 2')
t.equal(supported(50, 59.9), 'supports 2', '50 with an upper bound under 60 is 2')
t.equal(supported(50.1, 59.9), 'supports 1', 'just over 50 is 1')
t.equal(supported(50, 60), 'supports 1', 'an upper bound of 60 is 1')
t.equal(supported(65, 74.9), 'supports 1', '65 with an upper bound under 75 is 1')
t.equal(supported(65.1, 74.9), null, 'just over 65 is nothing')
t.equal(supported(65, 75), null, 'an upper bound of 75 is nothing')
t.equal(supported(30, 80), null, 'a figure that could be anything is nothing')

t.equal(cleared(80, 70), 'contradicts 2', '80 with a lower bound of 70 contradicts')
t.equal(cleared(79.9, 70), null, 'just under 80 does not')
t.equal(cleared(80, 69.9), null, 'a lower bound under 70 does not')
t.equal(cleared(80, 70, { lowestGroup: 60 }), 'contradicts 2', 'no shown group is under 60')
t.equal(cleared(80, 70, { lowestGroup: 59.9 }), null, 'one shown group under 60 keeps it from contradicting')

t.equal(supported(35, 44, { items: 1 }), 'supports 2', 'a single item is one level lower')
t.equal(supported(50, 59, { items: 1 }), 'supports 1', 'a single item is one level lower')
t.equal(supported(65, 74, { items: 1 }), null, 'a single item at level 1 is nothing')
t.equal(cleared(80, 70, { items: 1 }), 'contradicts 1', 'a single item contradicts one level lower')

t.equal(
  supported(35, 44, { participationPercent: 59.9 }),
  'supports 2',
  'under 60 % participation is one lower',
)
t.equal(supported(35, 44, { participationPercent: 60 }), 'supports 3', '60 % participation is enough')
t.equal(supported(35, 44, { items: 1, participationPercent: 40 }), 'supports 1', 'both reductions add up')
t.equal(cleared(90, 85, { participationPercent: 59.9 }), null, 'under 60 % participation nothing contradicts')

t.equal(
  told(applySurveyRule({ value: 20, low: 15, high: 25 }, { supportsUpTo: 2, contradictsUpTo: 1 }, setting)),
  'supports 2',
  'the cap of the row holds',
)
t.equal(
  told(applySurveyRule({ value: 90, low: 85, high: 95 }, { supportsUpTo: 2, contradictsUpTo: 1 }, setting)),
  'contradicts 1',
  'the cap of the row holds for contradictions',
)

t.test('a lower figure with a lower bound never supports less', async (t) => {
  const percent = fc.integer({ min: 0, max: 100 })
  fc.assert(
    fc.property(percent, percent, percent, percent, (value, drop, width, narrower) => {
      const weight = (figure: number, high: number) => {
        const made = applySurveyRule({ value: figure, low: 0, high }, uncapped, setting)
        return made?.direction === 'supports' ? made.strength : 0
      }
      const lower = Math.max(0, value - drop)
      const high = Math.min(100, value + width)
      const lowerHigh = Math.max(lower, high - narrower)
      t.ok(weight(lower, lowerHigh) >= weight(value, high))
    }),
  )
})
