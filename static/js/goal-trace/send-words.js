/** @typedef {import('./kept-words.js').Words} Words */
/**
 * @typedef {{ outcome: 'saved', version: number }
 *   | ({ outcome: 'changed', version: number } & Words)
 *   | { outcome: 'sent' }
 *   | { outcome: 'refused', reason: string }
 *   | { outcome: 'offline' }
 *   | { outcome: 'signed-out' }} Told
 */

/**
 * Saves what stands in the form. A token of a session that has ended is fetched anew once: somebody may have signed in
 * again in another tab.
 * @param {HTMLFormElement} form
 * @returns {Promise<Told>}
 */
export async function sendWords(form) {
  try {
    const first = await post(form)
    if (first.status !== 403) return await readTold(first)
    if (!(await renewToken(form))) return { outcome: 'signed-out' }
    const second = await post(form)
    return second.status === 403 ? { outcome: 'signed-out' } : await readTold(second)
  } catch {
    return { outcome: 'offline' }
  }
}

/** @param {HTMLFormElement} form */
function post(form) {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) body.append(name, String(value))
  return fetch(form.action, {
    method: 'POST',
    body,
    headers: { accept: 'application/json' },
    keepalive: true,
  })
}

/**
 * @param {Response} response
 * @returns {Promise<Told>}
 */
async function readTold(response) {
  const isTold = (response.headers.get('content-type') ?? '').startsWith('application/json')
  if (isTold) return await response.json()
  // A server that starts anew is like a line that is down: the words are sent again.
  return response.status >= 500 ? { outcome: 'offline' } : { outcome: 'refused', reason: '' }
}

/** @param {HTMLFormElement} form */
async function renewToken(form) {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (answer.redirected) return false
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.querySelector('form[data-interview] input[name="_csrf"]')
  const token = form.querySelector('input[name="_csrf"]')
  if (!(fresh instanceof HTMLInputElement) || !(token instanceof HTMLInputElement)) return false
  token.value = fresh.value
  return true
}
