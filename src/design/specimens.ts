import { drawChart } from '../charts/draw.ts'
import { expectedFound } from '../charts/expected-found.ts'
import { gapDumbbell } from '../charts/gap-dumbbell.ts'
import { likert } from '../charts/likert.ts'
import type { Difference } from '../charts/paired-rows.ts'
import { participation } from '../charts/participation.ts'
import { perceivedDemonstrated } from '../charts/perceived-demonstrated.ts'
import { roundChange } from '../charts/round-change.ts'

type Say = (key: string) => string

const items = [
  'lessImportant',
  'goalsInMeetings',
  'whoDecides',
  'whichGoal',
  'priorities',
  'mistakes',
  'quick',
  'promises',
]
const staffShares = [0.31, 0.46, 0.37, 0.54, 0.58, 0.61, 0.35, 0.78]
const leadersShares = [4, 5, 4, 5, 5, 5, 3, 5].map((agree) => agree / 7)

const atMostOne = (share: number) => Math.min(1, Math.max(0, share))
const whole = (share: number) => String(Math.round(share * 100))

function difference(points: number): Difference {
  const size = Math.abs(points) < 10 ? 'neutral' : Math.abs(points) < 20 ? 'notable' : 'large'
  const sign = points < 0 ? '−' : '+'
  return { label: `${sign}${Math.abs(points)}`, size, isSolid: Math.abs(points) >= 10 }
}

const points = (from: number, to: number) => Math.round((to - from) * 100)
const between = (share: number, reach: number) => ({
  share,
  label: whole(share),
  low: atMostOne(share - reach),
  high: atMostOne(share + reach),
})

/** Every chart with invented figures, drawn. */
export function chartSpecimens(say: Say): { name: string; finding: string; svg: string }[] {
  const drawn = [
    ['gap', gapSpecimen(say)],
    ['expected', expectedSpecimen(say)],
    ['perceived', perceivedSpecimen(say)],
    ['likert', likertSpecimen(say)],
    ['rounds', roundsSpecimen(say)],
    ['participation', participationSpecimen(say)],
  ] as const
  return drawn.map(([name, definition]) => {
    const finding = say(`chart.${name}.finding`)
    return { name: say(`chart.${name}`), finding, svg: drawChart(definition, { title: finding }) }
  })
}

function gapSpecimen(say: Say) {
  const rows = items.map((item, index) => {
    const staff = between(staffShares[index] ?? 0, 0.05)
    const share = leadersShares[index] ?? 0
    const leaders = {
      share,
      label: say(share > 0.7 ? 'chart.atLeast5of7' : share > 0.5 ? 'chart.4of7' : 'chart.3of7'),
    }
    return { label: say(`item.${item}`), staff, leaders, gap: difference(points(staff.share, share)) }
  })
  return gapDumbbell({ rows, names: { staff: say('staff'), leaders: say('leaders'), gap: say('gap') } })
}

function expectedSpecimen(say: Say) {
  const rows = items.slice(0, 5).map((item, index) => {
    const found = between(staffShares[index] ?? 0, 0.06)
    const share = [0.6, 0.5, 0.7, 0.75, 0.75][index] ?? 0
    return {
      label: say(`item.${item}`),
      expected: { share, label: whole(share) },
      found,
      gap: difference(points(found.share, share)),
    }
  })
  return expectedFound({ rows, names: { expected: say('expected'), found: say('found'), gap: say('gap') } })
}

function roundsSpecimen(say: Say) {
  const rows = items.slice(0, 6).map((item, index) => {
    const after = between(staffShares[index] ?? 0, 0.06)
    const before = between(
      (staffShares[index] ?? 0) - ([0.12, 0.04, -0.11, 0.02, 0.21, -0.03][index] ?? 0),
      0.07,
    )
    return {
      label: say(`item.${item}`),
      before,
      after,
      change: difference(points(before.share, after.share)),
    }
  })
  return roundChange({ rows, names: { before: say('before'), after: say('after'), change: say('change') } })
}

function likertSpecimen(say: Say) {
  const spread = [
    [0.08, 0.14, 0.16, 0.35, 0.19, 0.08],
    [0.21, 0.27, 0.15, 0.22, 0.09, 0.06],
    [0.04, 0.1, 0.22, 0.38, 0.24, 0.02],
    [0.3, 0.31, 0.12, 0.12, 0.03, 0.12],
  ]
  const rows = spread.map((shares, index) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = shares
    const share = (value: number) => ({ share: value, label: whole(value) })
    return {
      label: say(`item.${items[index]}`),
      points: [share(a), share(b), share(c), share(d), share(e)] as const,
      cantSay: share(f),
    }
  })
  const names = ['1', '2', '3', '4', '5'].map((point) => say(`scale.${point}`))
  const [one = '', two = '', three = '', four = '', five = ''] = names
  return likert({ rows, names: { points: [one, two, three, four, five], cantSay: say('scale.none') } })
}

function perceivedSpecimen(say: Say) {
  const share = (value: number) => ({ share: value, label: `${whole(value)}\u00a0%` })
  const side = (
    colour: 'staff' | 'leaders',
    says: number,
    named: readonly [number, number, number, number],
  ) => ({
    colour,
    says: { ...share(says), name: say(`chart.says.${colour}`) },
    named: {
      name: say(`chart.named.${colour}`),
      parts: [share(named[0]), share(named[1]), share(named[2]), share(named[3])] as const,
    },
  })
  return perceivedDemonstrated({
    sides: [side('leaders', 1, [0.57, 0.29, 0.14, 0]), side('staff', 0.58, [0.21, 0.27, 0.28, 0.24])],
    names: [say('chart.all'), say('chart.two'), say('chart.one'), say('chart.none')],
  })
}

function participationSpecimen(say: Say) {
  const starts = [0.2, 0.3, 0.4, 0.5, 0.6]
  const days = starts.map((from, index) => ({ label: say(`chart.day.${index + 1}`), from, to: from + 0.1 }))
  return participation({
    days,
    lastBand: say('chart.band'),
    target: { share: 0.8, label: '80\u00a0%', name: say('chart.target') },
  })
}
