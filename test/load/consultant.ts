import { owner } from './prepare-check.ts'

export type Timed = { readonly milliseconds: number; readonly bytes: number }

/** A signed-in consultant who waits for the whole of what is asked. */
export type Consultant = (path: string) => Promise<Timed>

export async function signIn(port: number): Promise<Consultant> {
  const url = `http://127.0.0.1:${port}`
  const first = await fetch(`${url}/app/sign-in`)
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await first.text())?.[1] ?? ''
  const entered = await fetch(`${url}/app/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(first) },
    body: new URLSearchParams({ ...owner, _csrf: csrf }),
  })
  if (entered.status !== 303) throw new Error(`Signing in failed with ${entered.status}.`)
  const cookie = cookiesOf(entered)
  return async (path) => {
    const began = performance.now()
    const answer = await fetch(url + path, { headers: { cookie }, redirect: 'manual' })
    const { byteLength: bytes } = await answer.arrayBuffer()
    if (answer.status !== 200)
      throw new Error(`${path.replace(/[0-9a-f-]{36}/, ':id')} gave ${answer.status}.`)
    return { milliseconds: performance.now() - began, bytes }
  }
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/** The middle one of `times` asked one after the other. */
export async function median(times: number, ask: () => Promise<Timed>): Promise<Timed> {
  const all: Timed[] = []
  for (let done = 0; done < times; done++) all.push(await ask())
  const middle = all.sort((a, b) => a.milliseconds - b.milliseconds)[Math.floor(times / 2)]
  if (middle === undefined) throw new RangeError('Nothing was asked.')
  return middle
}
