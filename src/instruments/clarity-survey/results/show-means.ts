import { type Hidden, isHidden } from '../../../domain/disclosure/read-released.ts'
import type { Released } from '../../../domain/disclosure/released.ts'
import { pillars, symptomAreas } from '../../../domain/evidence.ts'
import { type Message, message } from '../../../domain/message.ts'
import type { MeanFigure } from '../figures.ts'
import { shareOf } from '../sayings.ts'
import type { GroupMeans } from '../scoring.ts'
import { cellOf } from './cells.ts'
import type { ExhibitTable } from './exhibit.ts'
import { sayInterval } from './say-figures.ts'
import type { Voice } from './voice.ts'

type Mean = Released<MeanFigure> | Hidden

/** Pillars and symptom areas of staff beside those of leadership: means of their statements, with their range. */
export function showMeans(staff: GroupMeans, leadership: GroupMeans | null, voice: Voice): ExhibitTable {
  const { say } = voice
  const heads = [
    'view',
    'staff',
    'interval',
    'certainty',
    ...(leadership === null ? [] : ['leadership', 'interval']),
  ]
  const row = (name: string, means: { staff: Mean; leadership: Mean | null }) => ({
    name: say(message(`clarity-survey.${name}`)),
    href: null,
    cells: [
      ...meanCells(means.staff, voice),
      cellOf<MeanFigure>(means.staff, voice, ({ certainty }) =>
        message(`results.certainty.${certainty ?? 'none'}`),
      ),
      ...(means.leadership === null ? [] : meanCells(means.leadership, voice)),
    ],
  })
  return {
    caption: say(message('results.means.caption')),
    heads: heads.map((head) => say(message(`results.head.${head}`))),
    rows: [
      ...pillars.map((pillar) =>
        row(`pillar.${pillar}`, {
          staff: staff.pillars[pillar],
          leadership: leadership?.pillars[pillar] ?? null,
        }),
      ),
      ...symptomAreas.map((area) =>
        row(`area.${area}`, { staff: staff.areas[area], leadership: leadership?.areas[area] ?? null }),
      ),
    ],
  }
}

function meanCells(mean: Mean, voice: Voice) {
  return [
    cellOf<MeanFigure>(mean, voice, shareOf),
    cellOf<MeanFigure>(mean, voice, ({ figure }) => sayInterval(figure)),
  ]
}

/** Names the weakest pillar only where its range lies below all others. */
export function meansFinding({ pillars: means }: GroupMeans): Message {
  const shown = pillars.flatMap((pillar) => {
    const mean = means[pillar]
    return isHidden(mean) || mean.figure.interval === null ? [] : [{ pillar, ...mean.figure.interval }]
  })
  const weakest = shown.find((one) => shown.every((other) => other === one || one.high < other.low))
  if (weakest === undefined || shown.length < 2) return message('results.means.finding.alike')
  return message('results.means.finding.weakest', {
    pillar: message(`clarity-survey.pillar.${weakest.pillar}`),
  })
}
