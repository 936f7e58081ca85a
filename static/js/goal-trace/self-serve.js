// The pages are complete without this. It reads the link's secret, and keeps what is typed in this tab until it is sent.
import { askServer } from '../survey/ask-server.js'

start()
// Another link opened in the same tab.
addEventListener('hashchange', () => location.hash.length > 1 && location.reload())

function start() {
  const entrance = document.querySelector('[data-entrance]')
  const answers = document.querySelector('[data-answers]')
  if (answers instanceof HTMLElement) keepAnswers(answers)
  else if (entrance instanceof HTMLElement) greet(entrance)
}

/** @param {HTMLElement} entrance */
function greet(entrance) {
  const publicId = entrance.dataset.entrance ?? ''
  const token = location.hash.slice(1) || (readTab(publicId).token ?? '')
  // The secret leaves the address bar at once.
  if (location.hash !== '') history.replaceState(null, '', location.pathname)
  if (token === '') return
  writeTab(publicId, { ...readTab(publicId), token })
  void enter(entrance, publicId, token)
}

/**
 * @param {HTMLElement} entrance
 * @param {string} publicId
 * @param {string} token
 */
async function enter(entrance, publicId, token) {
  const code = /** @type {HTMLElement} */ (entrance.querySelector('[data-code]'))
  const state = /** @type {HTMLElement} */ (entrance.querySelector('[data-state]'))
  code.hidden = true
  state.textContent = entrance.dataset.loading ?? ''
  const answer = await askServer(`/t/${publicId}/form`, { token })
  if (answer === null) {
    state.textContent = entrance.dataset.away ?? ''
    code.hidden = false
    return
  }
  const main = answer.show()
  told(main, publicId, token)
  const next = main.querySelector('[data-answers]')
  if (next instanceof HTMLElement) keepAnswers(next)
  const heading = main.querySelector('h1')
  if (heading instanceof HTMLElement) heading.focus()
}

/** @param {HTMLElement} root */
function keepAnswers(root) {
  const publicId = root.dataset.answers ?? ''
  const form = /** @type {HTMLFormElement} */ (root.querySelector('form'))
  const credential = form.querySelector('input[type="hidden"]')
  const token = credential instanceof HTMLInputElement ? credential.value : ''
  root.querySelector('[data-device]')?.removeAttribute('hidden')
  const texts = [...form.querySelectorAll('textarea')]
  const kept = readTab(publicId)
  for (const text of texts)
    if (text.value === '' && kept.of === token) text.value = kept[text.name] ?? text.value
  form.addEventListener('input', () => {
    const typed = Object.fromEntries(texts.map((text) => [text.name, text.value]))
    writeTab(publicId, { ...readTab(publicId), ...typed, of: token })
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send(form, publicId)
  })
}

/** @param {HTMLFormElement} form @param {string} publicId */
async function send(form, publicId) {
  const button = /** @type {HTMLButtonElement} */ (form.querySelector('button'))
  button.disabled = true
  const answer = await askServer(form.getAttribute('action') ?? '', new FormData(form))
  button.disabled = false
  const state = form.querySelector('[data-state]')
  if (answer === null) {
    if (state) state.textContent = form.dataset.away ?? ''
    return
  }
  const main = answer.show()
  told(main, publicId)
  const again = main.querySelector('[data-answers]')
  if (again instanceof HTMLElement) keepAnswers(again)
  const problem = main.querySelector('[aria-invalid]') ?? main.querySelector('h1')
  if (problem instanceof HTMLElement) problem.focus()
}

/**
 * Forgets what was taken. What was not stays in this tab, and is shown to whoever opens the same link again.
 * @param {HTMLElement} main
 * @param {string} publicId
 * @param {string} [token]
 */
function told(main, publicId, token) {
  const page = main.querySelector('[data-told]')
  if (!(page instanceof HTMLElement)) return
  if (['received', 'was-taken'].includes(page.dataset.told ?? '')) return forgetTab(publicId)
  const kept = readTab(publicId)
  if (token === undefined || kept.of !== token) return
  for (const text of page.querySelectorAll('textarea')) {
    text.value = kept[text.name] ?? ''
    if (text.value === '') continue
    text.closest('div')?.removeAttribute('hidden')
    page.querySelector('[data-yours]')?.removeAttribute('hidden')
  }
}

/** @param {string} publicId @returns {Record<string, string>} */
function readTab(publicId) {
  try {
    return JSON.parse(sessionStorage.getItem(`trace.${publicId}`) ?? '{}')
  } catch {
    return {}
  }
}

/** @param {string} publicId @param {Record<string, string>} kept */
function writeTab(publicId, kept) {
  try {
    sessionStorage.setItem(`trace.${publicId}`, JSON.stringify(kept))
  } catch {
    // Full or forbidden: the answers still stand on the page.
  }
}

/** @param {string} publicId */
function forgetTab(publicId) {
  try {
    sessionStorage.removeItem(`trace.${publicId}`)
  } catch {
    // Nothing was kept then.
  }
}
