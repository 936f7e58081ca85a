import { mean } from 'simple-statistics'
import { adjustedRandIndex, type PairCounts, precisionOf, recallOf } from './clustering-scores.ts'
import { isCore, type Judged, judgeRestatements, restatementCount, shareRight } from './mark-suggestions.ts'
import { drawTeams, groupsOf, type Labelled, ownPriorities, realPriorities } from './restated-priorities.ts'
import { crossValidate, judgeTeams, judgeThemes, pool } from './theme-suggestions.ts'

/** Prints how good the suggestions are; nothing here runs in the product. */
function evaluate(): void {
  const real = realPriorities(process.argv[2])
  if (real === null) {
    console.log(
      'The real statements (../shared/real/priorities.jsonl) are not on this machine: own sample only.\n',
    )
  } else {
    printThemes('Theme suggestions, real restated priorities', real)
  }
  printThemes('Theme suggestions, own sample', ownPriorities())
  printMarks(judgeRestatements())
}

function printThemes(title: string, statements: readonly Labelled[]): void {
  console.log(`${title}: ${statements.length} statements, ${groupsOf(statements).length} priorities`)
  const teams = judgeTeams(drawTeams(statements, 2027, 100))
  printPairs('  100 mixed teams of 8 to 15 priorities', pool(teams), mean(teams.map(adjustedRandIndex)))
  const precise = teams.filter((team) => precisionOf(team) >= 0.8).length
  console.log(`    ${precise} of ${teams.length} teams reach a precision of .80`)
  const all = judgeThemes(statements)
  printPairs('  all of them at once', all, adjustedRandIndex(all))
  const held = crossValidate(statements, 20)
  printPairs(
    '  threshold from one half of the priorities, measured on the other',
    held,
    adjustedRandIndex(held),
  )
  console.log(`  limits: words are compared, not meanings. Missed are restatements without a shared word or a
  listed synonym; joined wrongly are different priorities about the same thing ("more developers
  know us", "more developers love us"). Weights and word lists were chosen by somebody who had
  seen all of these statements: only the threshold is held out.\n`)
}

function printPairs(what: string, pairs: PairCounts, rand: number): void {
  const figures = { precision: precisionOf(pairs), recall: recallOf(pairs), 'adjusted Rand index': rand }
  console.log(
    `${what}: ${Object.entries(figures)
      .map(([name, value]) => `${name} ${tell(value)}`)
      .join(', ')}`,
  )
}

function printMarks(judged: readonly Judged[]): void {
  console.log(`Mark suggestions, ${restatementCount} own restatements, ${judged.length} hand labels`)
  for (const half of ['tune', 'held']) {
    const own = judged.filter((one) => one.half === half)
    const name = half === 'tune' ? 'rules were tuned on' : 'only measured'
    const core = own.filter(isCore)
    console.log(
      `  ${name}: core elements ${tell(shareRight(core))} right of ${core.length}, all ${tell(shareRight(own))} of ${own.length}`,
    )
    for (const [element, some] of Map.groupBy(own, (one) => one.element)) {
      console.log(`    ${element.padEnd(9)} ${tell(shareRight(some))} of ${some.length}`)
    }
    const mostFrequent = core.filter(({ marked }) => marked === 'missing').length / core.length
    console.log(`    always "missing" would be right for ${tell(mostFrequent)} of the core elements`)
  }
  console.log(`  limits: numbers and dates are read well; whether another wording is still the same outcome is
  not: without a shared word or listed synonym a kept outcome looks changed or missing. The labels
  are one person's, who also wrote the rules. Real interviews ramble more than these sentences.`)
}

function tell(share: number): string {
  return share.toFixed(2).replace(/^0/, '')
}

evaluate()
