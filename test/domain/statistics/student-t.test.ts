import t from 'tap'
import { z95 } from '../../../src/domain/statistics/normal.ts'
import { t95 } from '../../../src/domain/statistics/student-t.ts'
import { isClose } from '../../golden/golden-cases.ts'

t.test('agrees with the printed quantiles for odd and even degrees of freedom', async (t) => {
  const printed = { 1: 12.7062, 2: 4.3027, 3: 3.1824, 10: 2.2281, 14: 2.1448, 30: 2.0423, 99: 1.9842 }
  for (const [degrees, quantile] of Object.entries(printed))
    t.ok(isClose(t95(Number(degrees)), quantile, 5e-5), degrees)
})

t.test('falls towards the normal quantile', async (t) => {
  t.ok(t95(500) > t95(999) && t95(999) > z95)
  t.equal(t95(1000), z95)
})
