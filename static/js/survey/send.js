import { askServer } from './ask-server.js'

/** @typedef {import('./ask-server.js').Answer} Answer */
/** @typedef {(state: 'sending' | 'offline' | 'busy') => void} Tell */

const [shortest, longest] = [2_000, 30_000]

/**
 * Sends until an answer comes back: the mark in the form makes a repeated one count once.
 * @param {HTMLFormElement} form
 * @param {Tell} tell
 * @returns {Promise<Answer>}
 */
export function sendForm(form, tell) {
  const fields = new FormData(form)
  return insist(() => askServer(form.action, fields), form, tell)
}

/**
 * Asks again until the server has an answer: after a while, when the connection is back, or when the form is sent.
 * @param {() => Promise<Answer | null>} ask
 * @param {HTMLFormElement} form
 * @param {Tell} tell
 * @returns {Promise<Answer>}
 */
export async function insist(ask, form, tell) {
  for (let pause = shortest; ; pause = Math.min(pause * 2, longest)) {
    tell('sending')
    const answer = await ask()
    if (answer !== null && answer.status < 500) return answer
    tell(answer === null ? 'offline' : 'busy')
    await again(form, pause)
  }
}

/**
 * Until time has passed, the connection is back, or the person says so.
 * @param {HTMLFormElement} form
 * @param {number} pause
 */
function again(form, pause) {
  return new Promise((resolve) => {
    const stop = new AbortController()
    const go = () => {
      stop.abort()
      clearTimeout(timer)
      resolve(undefined)
    }
    const timer = setTimeout(go, pause)
    addEventListener('online', go, { signal: stop.signal })
    form.addEventListener('submit', go, { signal: stop.signal })
  })
}
