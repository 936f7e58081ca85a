import { chooseItems } from '../../src/instruments/clarity-survey/items.ts'
import type { OpenCheck } from './prepare-check.ts'
import type { Visit } from './run-sessions.ts'

/** Our session: landing page, form, answers, each person with a link of their own; null when all have answered. */
export function ourVisits({ publicId, staffTokens }: OpenCheck): () => Visit | null {
  const tokens = staffTokens.values()
  const answers = fixedAnswers()
  const path = `/i/${publicId}`
  return () => {
    const token = tokens.next().value
    if (token === undefined) return null
    return async (client) => {
      const landing = await client.get(path)
      const form = await client.post(`${path}/form`, `token=${token}`)
      const mark = valueAfter(form.body, 'name="mark" value="')
      const last = await client.post(`${path}/answers`, `token=${token}&mark=${mark}&${answers}`)
      return landing.status === 200 && form.status === 200 && last.body.includes('data-outcome="taken"')
    }
  }
}

/** The minimal page's session: the form, then twelve ratings and a text. */
export function minimalVisits(): () => Visit {
  const ratings = Array.from({ length: 12 }, (_, at) => `r${at + 1}=4`).join('&')
  return () => async (client) => {
    const form = await client.get('/')
    const last = await client.post('/', `${ratings}&text=${encodeURIComponent(text)}`)
    return form.status === 200 && last.body.includes('data-outcome="taken"')
  }
}

const text = 'Too many things are called urgent at the same time, and nobody says which of them may wait.'

function fixedAnswers(): string {
  return new URLSearchParams({
    leader: 'no',
    ...Object.fromEntries(chooseItems({}).map(({ code }) => [code, '4'])),
    named1: 'A faster first payment',
    serves: 'p1',
    obstacle: text,
  }).toString()
}

function valueAfter(body: Buffer, start: string): string {
  const from = body.indexOf(start) + start.length
  return body.toString('latin1', from, body.indexOf('"', from))
}
