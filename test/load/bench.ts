import { availableParallelism } from 'node:os'
import { benchClosing } from './closing.ts'
import { leaveNothing } from './place.ts'
import { printTable, type Row } from './score.ts'
import { benchSealed } from './sealed.ts'
import { benchMillion, benchSealedClosing } from './sealed-closing.ts'
import { benchSessions } from './sessions.ts'
import { benchWeight } from './weight.ts'

const parts: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  sessions: benchSessions,
  sealed: benchSealed,
  closing: benchClosing,
  'sealed-closing': benchSealedClosing,
  weight: benchWeight,
}
// Only when it is named.
const longParts: typeof parts = { million: benchMillion }

const chosen = process.argv.slice(2)
const all = { ...parts, ...longParts }
const unknown = chosen.filter((name) => !(name in all))
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. The parts are ${Object.keys(all).join(', ')}.`)
  process.exit(2)
}

const rows: Row[] = []
const began = performance.now()
try {
  for (const [name, part] of Object.entries(chosen.length === 0 ? parts : all)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    console.error(`${name} …`)
    rows.push(...(await part()))
  }
} finally {
  await leaveNothing()
}
printTable(rows)
console.log(`
Took ${Math.round((performance.now() - began) / 1000)} s on ${availableParallelism()} cores; servers, databases and clients share them.
Both sides of a comparison use the same database with the same settings: PostgreSQL with fsync off, PGlite in a folder.
Our session is landing page, form and 20 ratings with texts; the minimal page's is a form and 12 ratings with a text.`)
