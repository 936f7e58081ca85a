import { drawDesk, goOn } from './desk.js'

const pause = 3_000

/**
 * Sends steps one after another, each with the revision that came of the one before. Without a connection they wait.
 */
export function sendSteps() {
  /** @type {{ readonly action: string, readonly fields: FormData }[]} */
  let waiting = []
  let isSending = false
  let revision = ''

  async function send() {
    isSending = true
    while (waiting[0] !== undefined) {
      const answer = await post(waiting[0], revision)
      tellOffline(answer === null)
      if (answer === null) {
        await new Promise((resolve) => setTimeout(resolve, pause))
        continue
      }
      const page = await readPage(answer)
      if (page === null) return location.reload()
      revision = revisionIn(page)
      // What was not taken is shown; what was typed after it rested on it.
      waiting = answer.ok ? waiting.slice(1) : []
      if (waiting.length === 0) drawDesk(page)
    }
    isSending = false
  }

  return {
    /**
     * @param {HTMLFormElement} form
     * @param {FormData} fields
     * @param {readonly HTMLInputElement[]} [chosen]
     */
    add(form, fields, chosen) {
      if (!isSending) revision = revisionIn(document)
      waiting.push({ action: form.action, fields })
      if (chosen !== undefined) goOn(chosen)
      if (!isSending) void send()
    },
  }
}

/** @param {{ readonly action: string, readonly fields: FormData }} step @param {string} revision */
async function post({ action, fields }, revision) {
  const body = new URLSearchParams()
  for (const [name, value] of fields) body.append(name, String(value))
  body.set('revision', revision)
  try {
    return await fetch(action, { method: 'POST', body, headers: { 'x-live': 'yes', accept: 'text/html' } })
  } catch {
    return null
  }
}

/** @param {Response} answer */
async function readPage(answer) {
  const isDrawn = answer.ok || answer.status === 409 || answer.status === 422
  if (answer.redirected || !isDrawn) return null
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

/** @param {Document} page */
function revisionIn(page) {
  return page.querySelector('#desk')?.getAttribute('data-revision') ?? ''
}

/** @param {boolean} isOffline */
function tellOffline(isOffline) {
  document.querySelector('#offline')?.toggleAttribute('hidden', !isOffline)
}
