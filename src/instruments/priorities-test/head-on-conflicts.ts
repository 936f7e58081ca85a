import type { CodedStatement, CodedTest } from './coded-test.ts'
import lists from './later-words.json' with { type: 'json' }

export const conflictKinds = ['stop', 'push-down', 'trade-away'] as const
export type ConflictKind = (typeof conflictKinds)[number]

/**
 * One executive's priority that another would stop (P1 × P3), asks others to push down (P1 × P5) or trades away
 * (P1 × P2). `instead`: what it is traded for. `isSequencing`: the other only says later, not never.
 */
export type Conflict = {
  readonly theme: string
  readonly rank: number
  readonly kind: ConflictKind
  readonly priority: CodedStatement
  readonly against: CodedStatement
  readonly instead: CodedStatement | null
  readonly isSequencing: boolean
}

/** By the rank of the priority, then stop before push down before trade away. Nobody conflicts with themselves. */
export function headOnConflicts(test: CodedTest): readonly Conflict[] {
  const priorities = firstMentions(test.statements.filter(({ question }) => question === 'P1'))
  const opposed = test.statements.flatMap((against) => {
    const kind = kindOf(against)
    return kind === null ? [] : [{ kind, against }]
  })
  return priorities
    .flatMap(({ priority, theme, rank }) =>
      opposed
        .filter(({ against }) => against.theme === theme && against.executive !== priority.executive)
        .map(
          ({ kind, against }): Conflict => ({
            theme,
            rank,
            kind,
            priority,
            against,
            instead: kind === 'trade-away' ? chosenSide(against, test) : null,
            isSequencing: saysLater(against.text),
          }),
        ),
    )
    .toSorted((a, b) => a.rank - b.rank || conflictKinds.indexOf(a.kind) - conflictKinds.indexOf(b.kind))
}

type Mention = { readonly priority: CodedStatement; readonly theme: string; readonly rank: number }

// Two statements of one executive with one theme are one priority, at the higher rank.
function firstMentions(statements: readonly CodedStatement[]): readonly Mention[] {
  const own = Map.groupBy(statements, ({ executive }) => executive)
  return [...own.values()].flatMap((list) => {
    const themes = new Map<string, CodedStatement>()
    for (const statement of list.toSorted((a, b) => a.place - b.place)) {
      if (statement.theme !== null && !themes.has(statement.theme)) themes.set(statement.theme, statement)
    }
    return [...themes].map(([theme, priority], at) => ({ priority, theme, rank: at + 1 }))
  })
}

function kindOf({ question, side }: CodedStatement): ConflictKind | null {
  if (question === 'P3') return 'stop'
  if (question === 'P5') return 'push-down'
  return question === 'P2' && side === 'over' ? 'trade-away' : null
}

function chosenSide({ answer }: CodedStatement, { statements }: CodedTest): CodedStatement | null {
  return statements.find((one) => one.answer === answer && one.side === 'chosen') ?? null
}

const later = new RegExp(
  String.raw`(?<!\p{L})(?:${lists.later.map((word) => RegExp.escape(word)).join('|')})(?!\p{L})`,
  'iu',
)

function saysLater(text: string): boolean {
  return later.test(text.normalize('NFKC'))
}
