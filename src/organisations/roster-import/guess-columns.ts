import { bareEmailAddress, isEmailAddress } from '../people/email-address.ts'
import { cleanCell, readLanguage, readYesNo } from './cell-words.ts'
import { guessSeparator, isBareMark } from './guess-separator.ts'
import { aboutOthers, headerWords } from './header-words.ts'
import { type ColumnRole, columnRoles, type Mapping } from './mapping.ts'
import { areLastFirst } from './name-order.ts'
import type { Table } from './table.ts'

export const headerMayStandIn = 20
const rowsLookedAt = 500

/** How a table is most likely to be read. The order of the columns never matters where they have different names. */
export function guessColumns(table: Table): Mapping {
  const header = findHeader(table)
  const heads = (header === null ? [] : (table[header] ?? [])).map(foldHead)
  const body = table.slice(header === null ? 0 : header + 1)
  const sample = body.filter((row) => row.some((cell) => cell.trim() !== '')).slice(0, rowsLookedAt)
  const width = Math.max(0, heads.length, ...sample.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, at) => sample.map((row) => cleanCell(row[at] ?? '')))
  const roles = settleNames(heads, columns, assign(heads, columns))
  const team = roles.indexOf('team')
  const separator = guessSeparator(columns[team] ?? [])
  const isPath =
    separator !== 'none' && roles.includes('parent') && !isSureParent(heads[roles.indexOf('parent')])
  const settled = roles.map((role) => (isPath && role === 'parent' ? null : role))
  return {
    header,
    roles: settled,
    separator,
    makeParents: !describesParents(body, settled),
    lastFirst: areLastFirst(columns[settled.indexOf('name')] ?? []),
    keepsTop: false,
  }
}

/** The first of the rows near the top that names the most columns; null: none names any, or not enough. */
export function findHeader(table: Table): number | null {
  const named = table.slice(0, headerMayStandIn).map((row) => {
    const filled = row.filter((cell) => cell.trim() !== '').length
    const known = row.filter((cell) =>
      columnRoles.some((role) => headerScore(role, foldHead(cell)) > 0),
    ).length
    return { known, isEnough: known >= 2 || (known === 1 && filled <= 2) }
  })
  const most = Math.max(0, ...named.map(({ known }) => known))
  const at = named.findIndex(({ known, isEnough }) => known === most && isEnough)
  return at < 0 ? null : at
}

/** Whether a cell is what such a column is called, as in lists that repeat their head on every page. */
export function namesColumn(role: ColumnRole, cell: string): boolean {
  return headerScore(role, foldHead(cell)) > 0
}

/** Whether a column is called as one that tells to whom somebody reports. */
export function tellsManager(head: string): boolean {
  return /^(?:line|direct)?(?:manager|supervisor|vorgesetzte|superieur|reportsto|reportingto|jefe)/.test(
    fold(head),
  )
}

/** Whether a row near the top names a column for the name or the address. */
export function namesPeople(table: Table): boolean {
  const header = findHeader(table)
  const heads = header === null ? [] : (table[header] ?? []).map(foldHead)
  return heads.some((head) => personal.some((role) => headerScore(role, head) > 0))
}

const personal = ['name', 'firstName', 'lastName', 'email'] as const

type Bid = {
  readonly column: number
  readonly role: ColumnRole
  readonly score: number
  readonly head: string
}

/** The surest pairs of column and role first; ties go by the column's name, not by its place. */
function assign(heads: readonly string[], columns: readonly (readonly string[])[]): (ColumnRole | null)[] {
  const bids: Bid[] = columns.flatMap((cells, column) =>
    columnRoles.map((role) => {
      const head = heads[column] ?? ''
      return { column, role, head, score: bidOf(role, head, cells) }
    }),
  )
  bids.sort((a, b) => b.score - a.score || (a.head < b.head ? -1 : a.head > b.head ? 1 : a.column - b.column))
  const roles: (ColumnRole | null)[] = columns.map(() => null)
  for (const { column, role, score } of bids) {
    if (score > 0 && roles[column] === null && !roles.includes(role)) roles[column] = role
  }
  return roles
}

function bidOf(role: ColumnRole, head: string, cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell !== '')
  const byName = headerScore(role, head)
  // A few cells that say something else are told one by one; a manager's column holds names throughout.
  if (role === 'leader')
    return share(filled, (cell) => readYesNo(cell) !== null) >= (byName >= 0.9 ? 0.5 : 0.8) ? byName : 0
  // "Employee #" holds numbers.
  if (role === 'name' && filled.length > 0 && share(filled, (cell) => /\p{L}/u.test(cell)) < 0.5) return 0
  if (byName > 0) return byName * (saysNothing(role, filled) ? 0.2 : 1)
  if (role === 'email')
    return share(filled, (cell) => isEmailAddress(bareEmailAddress(cell))) >= 0.8 && !aboutOthers.test(head)
      ? 0.2
      : 0
  if (head !== '') return 0
  if (role === 'name')
    return share(filled, (cell) => /^\p{L}[\p{L}'’.-]*,? \p{L}/u.test(cell)) >= 0.8 ? 0.15 : 0
  if (role === 'team') return guessSeparator(filled) === 'none' ? 0 : 0.18
  if (role === 'language') return share(filled, (cell) => readLanguage(cell) !== null) >= 0.9 ? 0.1 : 0
  return 0
}

/** Of two columns of one name the filled one is meant; "/" alone is the root of a directory, where everybody stands. */
function saysNothing(role: ColumnRole, filled: readonly string[]): boolean {
  if (role === 'email') return share(filled, (cell) => isEmailAddress(bareEmailAddress(cell))) < 0.5
  return role === 'team' || role === 'parent' ? filled.every(isBareMark) : filled.length === 0
}

function headerScore(role: ColumnRole, head: string): number {
  if (role !== 'parent' && aboutOthers.test(head)) return 0
  return headerWords[role][head] ?? 0
}

/** "Name" beside "Vorname" is the family name, "Nombre" beside "Apellidos" the given name. */
function settleNames(
  heads: readonly string[],
  columns: readonly (readonly string[])[],
  roles: readonly (ColumnRole | null)[],
): (ColumnRole | null)[] {
  const name = roles.indexOf('name')
  const hasFirst = roles.includes('firstName')
  const hasLast = roles.includes('lastName')
  if (name < 0 || (!hasFirst && !hasLast)) return [...roles]
  const isEmpty = columns[name]?.every((cell) => cell === '') ?? true
  const isPart = isEmpty || ['name', 'nom', 'nombre'].includes(heads[name] ?? '')
  if (!isPart || (hasFirst && hasLast)) {
    const isWhole = !isPart
    return roles.map((role) =>
      isWhole ? (role === 'firstName' || role === 'lastName' ? null : role) : role === 'name' ? null : role,
    )
  }
  return roles.map((role) => (role === 'name' ? (hasFirst ? 'lastName' : 'firstName') : role))
}

const isSureParent = (head: string | undefined) => headerScore('parent', head ?? '') >= 1

/** Whether any parent stands in the file as a team itself: then one that does not is most likely mistyped. */
function describesParents(body: Table, roles: readonly (ColumnRole | null)[]): boolean {
  const team = roles.indexOf('team')
  const parent = roles.indexOf('parent')
  if (team < 0 || parent < 0) return true
  const teams = new Set(body.map((row) => cleanCell(row[team] ?? '')).filter((name) => name !== ''))
  return body.some((row) => {
    const name = cleanCell(row[parent] ?? '')
    return teams.has(name) && name !== cleanCell(row[team] ?? '')
  })
}

function share(cells: readonly string[], fits: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(fits).length / cells.length
}

/** "Email Address [Required]" and "E-Mail (dienstlich)" are known without what stands in brackets. */
function foldHead(cell: string): string {
  const whole = fold(cell)
  const isKnown = columnRoles.some((role) => headerScore(role, whole) > 0)
  return isKnown ? whole : fold(cell.replace(/\[[^\]]*\]|\([^)]*\)/g, ''))
}

function fold(cell: string): string {
  return cell
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
