import { gunzipSync, gzipSync } from 'node:zlib'
import type { Table } from './table.ts'

/** What is kept of a file between upload and confirm: its cells and nothing else. */
export function packTable(table: Table): Buffer {
  return gzipSync(JSON.stringify(table), { level: 1 })
}

export function unpackTable(packed: Uint8Array): Table {
  return JSON.parse(gunzipSync(packed).toString('utf8')) as Table
}
