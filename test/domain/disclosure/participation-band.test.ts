import t from 'tap'
import { participationBand } from '../../../src/domain/disclosure/participation-band.ts'

t.test('tells nothing of groups with fewer than twenty invited', async (t) => {
  t.equal(participationBand(10, 19), null)
})

t.test('tells participation in bands of ten per cent', async (t) => {
  t.same(participationBand(0, 20), { from: 0, to: 10 })
  t.same(participationBand(7, 100), { from: 0, to: 10 })
  t.same(participationBand(29, 100), { from: 20, to: 30 })
  t.same(participationBand(30, 100), { from: 30, to: 40 })
  t.same(participationBand(100, 100), { from: 90, to: 100 })
})
