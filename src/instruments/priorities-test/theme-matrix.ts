import { type CodedTest, type Theme, topThemes } from './coded-test.ts'

/** One theme, the rank each executive gave it (null: not among the first three) and how many named it. */
export type MatrixRow = {
  readonly theme: Theme
  readonly ranks: readonly (number | null)[]
  readonly named: number
}

/** Rows by how many named them, then by rank; columns as the executives are given. */
export type ThemeMatrix = {
  readonly rows: readonly MatrixRow[]
  readonly distinct: number
  readonly namedByAll: readonly Theme[]
  readonly namedByOne: readonly Theme[]
}

/** Only themes that somebody named as a priority; "seven executives, fourteen priorities, two shared by all". */
export function themeMatrix(test: CodedTest): ThemeMatrix {
  const lists = test.executives.map(({ id }) => topThemes(test, id))
  const rows = test.themes
    .map((theme) => rowOf(theme, lists))
    .filter(({ named }) => named > 0)
    .toSorted((a, b) => b.named - a.named || sumOfRanks(a) - sumOfRanks(b))
  const namedBy = (count: number) => rows.filter(({ named }) => named === count).map(({ theme }) => theme)
  return {
    rows,
    distinct: rows.length,
    namedByAll: namedBy(test.executives.length),
    namedByOne: test.executives.length > 1 ? namedBy(1) : [],
  }
}

function rowOf(theme: Theme, lists: readonly (readonly string[])[]): MatrixRow {
  const ranks = lists.map((list) => {
    const at = list.indexOf(theme.id)
    return at === -1 ? null : at + 1
  })
  return { theme, ranks, named: ranks.filter((rank) => rank !== null).length }
}

function sumOfRanks({ ranks }: MatrixRow): number {
  return ranks.reduce<number>((sum, rank) => sum + (rank ?? 0), 0)
}
