import { askServer } from './ask-server.js'

/** @typedef {import('./ask-server.js').Answer} Answer */

const [shortest, longest] = [2_000, 30_000]

/**
 * Sends until an answer comes back: the mark in the form makes a repeated one count once.
 * @param {HTMLFormElement} form
 * @param {(state: 'sending' | 'offline' | 'busy') => void} tell
 * @returns {Promise<Answer>}
 */
export async function sendForm(form, tell) {
  const fields = new FormData(form)
  for (let pause = shortest; ; pause = Math.min(pause * 2, longest)) {
    tell('sending')
    const answer = await askServer(form.action, fields)
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
