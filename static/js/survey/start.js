// The first page and the form are complete without this. It reads the link's secret, keeps answers, goes in steps.
import { askServer } from './ask-server.js'
import { forget, hasKept, takeCredential } from './keep.js'
import { walkForm } from './walk-form.js'

/** @typedef {import('./ask-server.js').Answer} Answer */
/** @typedef {Record<string, string>} Words */

const root = document.querySelector('[data-survey]')
if (root instanceof HTMLElement) start(root)

/** @param {HTMLElement} root */
function start(root) {
  /** @type {Words} */
  const words = JSON.parse(root.dataset.words ?? '{}')
  if (root.querySelector('[data-answers]')) walkForm(root, { words, keeps: true })
  else greet(root, words)
}

/**
 * The first page: looks the link up, which spends nothing, and offers to begin.
 * @param {HTMLElement} root
 * @param {Words} words
 */
function greet(root, words) {
  const publicId = root.dataset.survey ?? ''
  const code = /** @type {HTMLFormElement} */ (root.querySelector('[data-code]'))
  code.addEventListener('submit', (event) => {
    event.preventDefault()
    const typed = String(new FormData(code).get('code') ?? '')
    void lookUp(root, words, takeCredential(publicId, { code: typed }))
  })
  const credential = takeCredential(publicId, null)
  if (credential !== null) void lookUp(root, words, credential)
}

/**
 * @param {HTMLElement} root
 * @param {Words} words
 * @param {Record<string, string> | null} credential
 */
async function lookUp(root, words, credential) {
  const publicId = root.dataset.survey ?? ''
  const [block, code, state] = ['[data-start]', '[data-code]', '[data-state]'].map(
    (name) => /** @type {HTMLElement} */ (root.querySelector(name)),
  )
  const begin = /** @type {HTMLButtonElement} */ (root.querySelector('[data-begin]'))
  if (!block || !code || !state) return
  const wasTyping = code.contains(document.activeElement)
  block.hidden = false
  code.hidden = true
  begin.hidden = true
  state.textContent = words.loading ?? ''
  const answer = await askServer(`/i/${publicId}/form`, credential ?? {})
  const form = answer?.main.querySelector('[data-answers]')
  if (answer && answer.status < 500 && !form) return showInstead(answer, publicId)
  state.textContent = form ? '' : (words.unreachable ?? '')
  begin.hidden = false
  begin.textContent = words[form ? nextWord(publicId, form) : 'retry'] ?? ''
  begin.onclick = () => (answer && form ? beginForm(answer, words) : void lookUp(root, words, credential))
  if (answer && form) tellGroup(root, answer.main.querySelector('[data-group]')?.textContent ?? '')
  if (wasTyping) begin.focus()
}

/**
 * @param {string} publicId
 * @param {Element} form
 */
function nextWord(publicId, form) {
  const device = form.closest('[data-device]')?.getAttribute('data-device') ?? ''
  return hasKept(publicId, device) ? 'resume' : 'begin'
}

/**
 * @param {HTMLElement} root
 * @param {string} group
 */
function tellGroup(root, group) {
  const place = root.querySelector('[data-group]')
  if (place) place.textContent = group
}

/**
 * @param {Answer} answer
 * @param {Words} words
 */
function beginForm(answer, words) {
  const shared = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-shared]'))
  const root = /** @type {HTMLElement} */ (answer.show().querySelector('[data-survey]'))
  walkForm(root, { words, keeps: shared?.checked !== true })
}

/**
 * A page that says why not, or asks again.
 * @param {Answer} answer
 * @param {string} publicId
 */
function showInstead(answer, publicId) {
  forget(publicId)
  const main = answer.show()
  const again = main.querySelector('[data-survey]')
  if (again instanceof HTMLElement) start(again)
  const problem = main.querySelector('[aria-invalid]') ?? main.querySelector('h1')
  if (problem instanceof HTMLElement) problem.focus()
}
