/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {HTMLElement} main what the page would show
 * @property {() => HTMLElement} show shows it in place of what is there
 */

/**
 * Posts fields and reads the page that comes back; null when there is no connection.
 * @param {string} url
 * @param {Record<string, string> | FormData} fields
 * @returns {Promise<Answer | null>}
 */
export async function askServer(url, fields) {
  const body = new URLSearchParams()
  const entries = fields instanceof FormData ? [...fields] : Object.entries(fields)
  for (const [name, value] of entries) body.append(name, String(value))
  try {
    const answer = await fetch(url, { method: 'POST', body, credentials: 'omit', cache: 'no-store' })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    return answerOf(answer.status, page)
  } catch {
    return null
  }
}

/**
 * @param {number} status
 * @param {Document} page
 * @returns {Answer}
 */
function answerOf(status, page) {
  const main = page.querySelector('main') ?? page.body
  const show = () => {
    const place = /** @type {HTMLElement} */ (document.querySelector('main'))
    place.replaceChildren(...main.childNodes)
    document.title = page.title
    scrollTo(0, 0)
    return place
  }
  return { status, main, show }
}
