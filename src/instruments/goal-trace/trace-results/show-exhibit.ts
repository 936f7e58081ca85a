import type { z } from 'zod'
import { drawTree } from '../../../charts/tree.ts'
import type { Exhibit, Tree } from '../../../domain/chapter.ts'
import type { Message } from '../../../domain/message.ts'
import type { traceResultsPage } from './pages.ts'

type Shown = z.input<typeof traceResultsPage.schema>['exhibits'][number]
type Say = (text: Message) => string

/** One exhibit of the report on the page of the results: the same words, the same figures, the same picture. */
export function showExhibit(exhibit: Exhibit, say: Say): Shown {
  const { id, title } = exhibit
  const base = { id, title, svg: null, table: null, listing: null, heat: null, sides: [], remarks: [] }
  if (exhibit.kind === 'remarks') {
    const remarks = exhibit.remarks.map(({ lead, says }) => ({ lead, says }))
    return { ...base, note: null, remarks }
  }
  const noted = { ...base, note: exhibit.note }
  if (exhibit.kind === 'tree') return { ...noted, ...showTree(exhibit, say) }
  if (exhibit.kind === 'beside') return { ...noted, sides: [...exhibit.sides] }
  if (exhibit.kind === 'listing') {
    const heads = exhibit.heads.map(({ label }) => label)
    return { ...noted, listing: { heads, rows: exhibit.rows.map((row) => [...row]) } }
  }
  if (exhibit.kind !== 'heat') throw new Error(`A trace has no exhibit of the kind "${exhibit.kind}".`)
  const rows = exhibit.rows.map(({ name, answered, cells }) => ({
    name: typeof name === 'string' ? { key: 'trace-results.team', values: { team: name } } : name,
    answered,
    cells: cells.map(({ label, level }) => ({ label, level })),
  }))
  return { ...noted, heat: { heads: exhibit.heads, columns: [...exhibit.columns], rows } }
}

function showTree(tree: Tree, say: Say): Pick<Shown, 'svg' | 'table'> {
  const { heads, nodes, columns, root, title } = tree
  const drawn = nodes.map((node) => ({ ...node, label: say(node.label), figure: say(node.figure) }))
  return {
    svg: drawTree({ columns: columns.map(say), root: say(root), nodes: drawn }, { title: say(title) }),
    table: {
      heads: [heads.place, heads.from, heads.kept, heads.passed, heads.lost],
      rows: nodes.map(({ row }) => [row.place, row.from, row.kept, row.passed, row.lost]),
    },
  }
}
