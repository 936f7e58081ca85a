import { parentPort, workerData } from 'node:worker_threads'
import { guessColumns } from './guess-columns.ts'
import { packTable } from './pack-table.ts'
import { readTable } from './read-table.ts'
import type { ReadUpload } from './read-upload.ts'
import type { Table } from './table.ts'

const read = readTable(Buffer.from(workerData as Uint8Array))
parentPort?.postMessage(read.outcome === 'refused' ? read : describe(read.rows))

function describe(table: Table): ReadUpload {
  const mapping = guessColumns(table)
  const body = table.slice(mapping.header === null ? 0 : mapping.header + 1)
  const rows = body.filter((row) => row.some((cell) => cell.trim() !== '')).length
  return { outcome: 'read', packed: packTable(table), mapping, rows }
}
