import { createHash } from 'node:crypto'
import type { ReportModel } from './model.ts'

/** The one way to write a value as JSON: names sorted, no spaces (RFC 8785 for what a report can hold). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** SHA-256 of the canonical JSON, in hex. The same model has the same hash, wherever it was stored in between. */
export function hashOf(model: ReportModel | object): string {
  return createHash('sha256').update(canonicalJson(model)).digest('hex')
}
