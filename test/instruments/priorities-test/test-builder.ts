import type {
  CodedStatement,
  CodedTest,
  Question,
} from '../../../src/instruments/priorities-test/coded-test.ts'

type Said = Partial<CodedStatement> & { readonly theme: string | null }
type Answers = Readonly<Partial<Record<Question, readonly Said[]>>>

/** Executives a, b, c … in the order given; themes are all that are named. P1 is ranked by its order. */
export function aTest(answers: readonly Answers[], given: Partial<CodedTest> = {}): CodedTest {
  const statements = answers.flatMap((each, at) => statementsOf(idOf(at), each))
  const themes = [...new Set(statements.flatMap(({ theme }) => theme ?? []))].toSorted()
  return {
    invited: answers.length,
    executives: answers.map((_, at) => ({ id: idOf(at), role: `Head ${idOf(at)}`, mayShowRole: true })),
    themes: themes.map((id) => ({ id, name: `Theme ${id}` })),
    statements,
    coders: { count: 2, alpha: 0.9 },
    languages: ['en'],
    ...given,
  }
}

/** Executives who only named priorities. */
export function aTestOf(lists: readonly (readonly string[])[], given: Partial<CodedTest> = {}): CodedTest {
  return aTest(
    lists.map((list) => ({ P1: list.map((theme) => ({ theme })) })),
    given,
  )
}

function idOf(at: number): string {
  return String.fromCharCode(97 + at)
}

function statementsOf(executive: string, answers: Answers): readonly CodedStatement[] {
  return Object.entries(answers).flatMap(([question, said]) =>
    said.map((one, at) => {
      const id = `${executive}-${question}-${at}`
      return {
        id,
        answer: id,
        executive,
        question: question as Question,
        place: at + 1,
        side: null,
        text: `What ${executive} says`,
        target: null,
        team: null,
        ...one,
      }
    }),
  )
}
