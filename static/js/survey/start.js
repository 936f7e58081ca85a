// The first page and the form are complete without this. It reads the link's secret, keeps answers, seals, goes in steps.
import { askServer } from './ask-server.js'
import { forget, readKept, takeWay } from './keep.js'
import { walkForm } from './walk-form.js'

/** @typedef {import('./ask-server.js').Answer} Answer */
/** @typedef {import('./keep.js').Way} Way */
/** @typedef {Record<string, string>} Words */

// False in an old browser and on a page that came over plain http: then the page without scripts is used.
const canSeal = () => globalThis.crypto?.subtle !== undefined && typeof BigInt === 'function'

const root = document.querySelector('[data-survey]')
if (root instanceof HTMLElement) start(root)
// Another link opened in the same tab.
addEventListener('hashchange', () => location.hash.length > 1 && location.reload())

/** @param {HTMLElement} root */
function start(root) {
  /** @type {Words} */
  const words = JSON.parse(root.dataset.words ?? '{}')
  const publicId = root.dataset.survey ?? ''
  if (root.dataset.open !== undefined) {
    void import('./open-link.js').then(({ followOpenLink }) => followOpenLink(root, words))
  } else if (root.dataset.receipts !== undefined) {
    if (canSeal()) void import('./use-receipts.js').then(({ useReceipts }) => useReceipts(root, words))
  } else if (root.dataset.sealed !== undefined && !canSeal()) {
    // The secret is not for this server together with answers: the page as it stands asks for the code.
    takeWay(publicId, null)
    forget(publicId)
  } else if (root.querySelector('[data-answers]')) {
    walkForm(root, { words, keeps: true, sealing: sealingOf(root, takeWay(publicId, credentialIn(root))) })
  } else greet(root, words)
}

/**
 * How the answers of this form are sealed; null in a trial.
 * @param {HTMLElement} root
 * @param {Way} way
 */
function sealingOf(root, { credential, words }) {
  const { survey: publicId = '', key } = root.dataset
  return key === undefined || credential === null ? null : { publicId, key, words, credential, receipt: null }
}

/** @param {HTMLElement} root */
function credentialIn(root) {
  const field = root.querySelector('input[name="token"], input[name="code"]')
  return field instanceof HTMLInputElement ? { [field.name]: field.value } : null
}

/**
 * The first page: looks the link up, which spends nothing, and offers to begin.
 * @param {HTMLElement} root
 * @param {Words} words
 */
function greet(root, words) {
  const publicId = root.dataset.survey ?? ''
  root.querySelector('[data-plain]')?.remove()
  const code = /** @type {HTMLFormElement} */ (root.querySelector('[data-code]'))
  code.addEventListener('submit', (event) => {
    event.preventDefault()
    const typed = String(new FormData(code).get('code') ?? '')
    void lookUp(root, words, takeWay(publicId, { code: typed }))
  })
  const way = takeWay(publicId, null)
  if (way.credential !== null) void lookUp(root, words, way)
}

/**
 * @param {HTMLElement} root
 * @param {Words} words
 * @param {Way} way
 */
async function lookUp(root, words, way) {
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
  const answer = await askServer(`/i/${publicId}/form`, way.credential ?? {})
  const form = answer?.main.querySelector('[data-answers]')
  if (answer && answer.status < 500 && !form) return showInstead(answer, publicId, { words, way })
  const keys = form ? await checkKeys(form, way, words) : 'away'
  state.textContent = keys === 'away' ? (words.unreachable ?? '') : keys.text
  if (keys !== 'away' && !keys.isTrusted) return forget(publicId)
  begin.hidden = false
  const isReady = answer && form && keys !== 'away'
  begin.textContent = words[isReady ? nextWord(publicId, form) : 'retry'] ?? ''
  begin.onclick = () => (isReady ? beginForm(answer, words, way) : void lookUp(root, words, way))
  if (isReady) tellGroup(root, answer.main.querySelector('[data-group]')?.textContent ?? '')
  if (wasTyping) begin.focus()
}

/**
 * Before a word is typed: the keys must be those of the link, or the person is asked to compare.
 * @param {Element} form
 * @param {Way} way
 * @param {Words} words
 * @returns {Promise<'away' | { isTrusted: boolean, text: string }>}
 */
async function checkKeys(form, way, words) {
  const root = /** @type {HTMLElement} */ (form.closest('[data-survey]'))
  const sealing = sealingOf(root, way)
  if (sealing === null) return { isTrusted: true, text: '' }
  const { openDirectory } = await import('./sealed-way.js')
  const read = await openDirectory(sealing)
  if (read === null) return 'away'
  if (read.outcome !== 'trusted') return { isTrusted: false, text: words.untrusted ?? '' }
  return { isTrusted: true, text: way.words === '' ? `${words.compare} ${read.words.join(' ')}` : '' }
}

/**
 * @param {string} publicId
 * @param {Element} form
 */
function nextWord(publicId, form) {
  const device = form.closest('[data-device]')?.getAttribute('data-device') ?? ''
  return readKept(publicId, device) === null ? 'begin' : 'resume'
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
 * @param {Way} way
 */
function beginForm(answer, words, way) {
  const shared = /** @type {HTMLInputElement | null} */ (document.querySelector('[data-shared]'))
  const root = /** @type {HTMLElement} */ (answer.show().querySelector('[data-survey]'))
  walkForm(root, { words, keeps: shared?.checked !== true, sealing: sealingOf(root, way) })
}

/**
 * A page that says why not, or asks again; or what was cut off on this device goes on.
 * @param {Answer} answer
 * @param {string} publicId
 * @param {{ words: Words, way: Way }} given
 */
function showInstead(answer, publicId, { words, way }) {
  const device = answer.main.querySelector('[data-device]')?.getAttribute('data-device') ?? ''
  const kept = device === '' ? null : readKept(publicId, device)
  if (kept?.sealed && way.credential !== null) {
    const { credential } = way
    void import('./resume.js').then(({ offerToFinish }) =>
      offerToFinish({ publicId, device, credential, kept }, words),
    )
    return
  }
  // Whoever is told to wait has not been refused.
  if (answer.status < 500 && answer.status !== 429) forget(publicId)
  const main = answer.show()
  const again = main.querySelector('[data-survey]')
  if (again instanceof HTMLElement) start(again)
  const problem = main.querySelector('[aria-invalid]') ?? main.querySelector('h1')
  if (problem instanceof HTMLElement) problem.focus()
}
