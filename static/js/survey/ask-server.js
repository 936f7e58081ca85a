/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} text as it came
 * @property {HTMLElement} main what the page would show
 * @property {() => HTMLElement} show shows it in place of what is there
 */

/**
 * Posts fields, or an object as JSON, and reads what comes back; null when there is no connection. Nothing travels
 * along: no cookie, no referrer.
 * @param {string} url
 * @param {Record<string, string> | FormData | { json: object }} given
 * @returns {Promise<Answer | null>}
 */
export function askServer(url, given) {
  if (isJson(given)) {
    const headers = { 'content-type': 'application/json' }
    return ask(url, { method: 'POST', body: JSON.stringify(given.json), headers })
  }
  const body = new URLSearchParams()
  const entries = given instanceof FormData ? [...given] : Object.entries(given)
  for (const [name, value] of entries) body.append(name, String(value))
  return ask(url, { method: 'POST', body })
}

/** @type {Answer | null} */
let directory = null

/** The key directory, once a page: in a large survey it is most of what is loaded. @param {string} publicId */
export async function loadDirectory(publicId) {
  if (directory?.status !== 200) directory = await ask(`/i/${publicId}/directory`, {})
  return directory
}

/**
 * @param {string} url
 * @param {RequestInit} request
 * @returns {Promise<Answer | null>}
 */
async function ask(url, request) {
  const silent = /** @type {const} */ ({
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  })
  try {
    const answer = await fetch(url, { ...request, ...silent })
    return answerOf(answer.status, await answer.text())
  } catch {
    return null
  }
}

/**
 * @param {number} status
 * @param {string} text
 * @returns {Answer}
 */
function answerOf(status, text) {
  const page = new DOMParser().parseFromString(text, 'text/html')
  const main = page.querySelector('main') ?? page.body
  const show = () => {
    const place = /** @type {HTMLElement} */ (document.querySelector('main'))
    place.replaceChildren(...main.childNodes)
    document.title = page.title
    scrollTo(0, 0)
    return place
  }
  return { status, text, main, show }
}

/**
 * @param {object} given
 * @returns {given is { json: object }}
 */
function isJson(given) {
  return 'json' in given && typeof given.json === 'object'
}
