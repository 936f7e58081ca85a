// The first page and the form are complete without this. It reads the link's secret and keeps and seals what is written.
import { askServer } from '../survey/ask-server.js'
import { fillForm } from './fill-form.js'
import { signInValue } from './link-keys.js'

/** @typedef {{ token: string, credential: Record<string, string> }} Way */

// False in an old browser and on a page that came over plain http: then the page without scripts is used.
const canSeal = () => globalThis.crypto?.subtle !== undefined && typeof BigInt === 'function'

const root = document.querySelector('[data-priorities]')
if (root instanceof HTMLElement && canSeal()) void start(root)
// Another link opened in the same tab.
addEventListener('hashchange', () => location.hash.length > 1 && location.reload())

/** @param {HTMLElement} root */
async function start(root) {
  const code = root.querySelector('[data-answers] input[name="code"]')
  if (code instanceof HTMLInputElement) return fillForm(root, { token: '', credential: { code: code.value } })
  if (root.querySelector('[data-code]') === null) return
  const token = takeToken(root.dataset.priorities ?? '')
  if (token !== '') await lookUp(root, token)
}

/**
 * The secret leaves the address bar at once. It is kept for this tab alone, so that a reload finds it.
 * @param {string} publicId
 */
function takeToken(publicId) {
  const name = `priorities.${publicId}`
  const token = location.hash.slice(1)
  if (location.hash !== '') history.replaceState(null, '', location.pathname)
  try {
    if (token === '') return sessionStorage.getItem(name) ?? ''
    sessionStorage.setItem(name, token)
  } catch {
    // A browser may forbid storage: then a reload needs the link again.
  }
  return token
}

/** @param {HTMLElement} root @param {string} token */
async function lookUp(root, token) {
  const words = JSON.parse(root.dataset.words ?? '{}')
  const [code, block, state, begin] = ['[data-code]', '[data-start]', '[data-state]', '[data-begin]'].map(
    (name) => /** @type {HTMLElement} */ (root.querySelector(name)),
  )
  if (!code || !block || !state || !begin) return
  code.hidden = true
  block.hidden = false
  begin.hidden = true
  state.textContent = words.loading
  const auth = await signInValue(token).catch(() => null)
  const answer = auth === null ? null : await askServer(`/p/${root.dataset.priorities}/form`, { auth })
  if (auth === null || answer === null || answer.status >= 500) {
    state.textContent = auth === null ? words.broken : words.unreachable
    begin.hidden = false
    begin.textContent = words.retry
    begin.onclick = () => void lookUp(root, token)
    if (auth === null) code.hidden = false
    return
  }
  if (answer.main.querySelector('[data-answers]') === null) {
    const heading = answer.show().querySelector('h1')
    return heading?.focus()
  }
  state.textContent = ''
  begin.hidden = false
  begin.textContent = answer.main.querySelector('[data-draft]:not([data-draft=""])')
    ? words.resume
    : words.begin
  begin.onclick = () => {
    const form = answer.show().querySelector('[data-priorities]')
    if (form instanceof HTMLElement) void fillForm(form, { token, credential: { auth } })
  }
}
