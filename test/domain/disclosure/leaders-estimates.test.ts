import t from 'tap'
import { releaseEstimate } from '../../../src/domain/disclosure/leaders-estimates.ts'
import { allWorlds, provenAnswers, type World } from './attacker.ts'

// 0, 10 … 100 per cent, as leaders choose them.
const shares = 11
const estimatesIn = (world: World) =>
  world.flatMap((leaders, tens) => Array.from({ length: leaders }, () => tens * 10))

for (const { leaders, k } of [
  { leaders: 3, k: 5 },
  { leaders: 4, k: 5 },
  { leaders: 5, k: 5 },
  { leaders: 6, k: 5 },
  { leaders: 5, k: 10 },
  { leaders: 6, k: 10 },
]) {
  t.test(`no leader of ${leaders} proves what another expected, with k ${k}`, async (t) => {
    const proven = provenAnswers({
      worlds: allWorlds(leaders, shares),
      shownAs: (world) => JSON.stringify(releaseEstimate(estimatesIn(world), k)),
      sideOf: (tens) => tens,
    })
    t.same(proven, [])
  })
}
