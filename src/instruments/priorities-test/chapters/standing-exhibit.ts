import type { Heat, HeatLevel } from '../../../domain/chapter.ts'
import { type Message, message } from '../../../domain/message.ts'
import { type CodedTest, shortExecutive, topThemes } from '../coded-test.ts'
import { whoStandsWhere } from '../who-stands-where.ts'
import { observe, verbatim } from './observe.ts'

/** How many priorities each two share, and the team split in two where the data says so. */
export function standingExhibit(test: CodedTest): Heat {
  const lists = test.executives.map(({ id }) => topThemes(test, id))
  const title = standingTitle(test)
  return {
    kind: 'heat',
    id: 'priorities-standing',
    title,
    cites: [observe(test, 'standing', { says: title, figure: message('priorities-test.chapter.each-pair') })],
    note: message('priorities-test.chapter.standing-note'),
    heads: {
      group: message('priorities-test.chapter.executive'),
      answered: message('priorities-test.chapter.named'),
    },
    columns: lists.map((_, at) => verbatim(shortExecutive(test, at))),
    rows: lists.map((own, at) => ({
      name: shortExecutive(test, at),
      depth: 0,
      answered: message('priorities-test.chapter.count', { count: own.length }),
      cells: lists.map((other, place) => pairCell(own, other, place === at)),
      hidden: null,
    })),
  }
}

function standingTitle(test: CodedTest): Message {
  const { split, isTooSmall } = whoStandsWhere(test)
  if (isTooSmall) return message('priorities-test.chapter.too-small')
  if (split === null) return message('priorities-test.chapter.no-split')
  const [first, second] = split.groups.map((group) => group.map((at) => shortExecutive(test, at)).join(', '))
  return message('priorities-test.chapter.split', { first: first ?? '', second: second ?? '' })
}

function pairCell(
  own: readonly string[],
  other: readonly string[],
  isSame: boolean,
): Heat['rows'][number]['cells'][number] {
  const of = Math.min(own.length, other.length)
  if (isSame || of === 0)
    return { label: message('priorities-test.chapter.not-named'), level: null, isSolid: false }
  const count = own.filter((theme) => other.includes(theme)).length
  const label = message('priorities-test.chapter.of', { count, of })
  return { label, level: levelOf(count / of), isSolid: false }
}

function levelOf(share: number): HeatLevel {
  if (share >= 2 / 3) return 'hh'
  if (share >= 1 / 3) return 'h'
  return share > 0 ? 'm' : 'l'
}
