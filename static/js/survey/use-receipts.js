import { askServer } from './ask-server.js'
import { toText } from './bytes.js'
import { quietButton } from './prepare-form.js'
import { openDirectory } from './sealed-way.js'
import { walkForm } from './walk-form.js'

/** @typedef {Record<string, string>} Words */

/**
 * The page on which a receipt is used.
 * @param {HTMLElement} root
 * @param {Words} words
 */
export function useReceipts(root, words) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector('[data-receipt]'))
  const state = /** @type {HTMLElement} */ (root.querySelector('[data-state]'))
  form.hidden = false
  root.querySelector('[data-plain]')?.remove()
  void tellWords(root, words)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void typed(form, state, words).then((read) => (read ? answerAgain(root, read, words) : undefined))
  })
  form.querySelector('[data-withdraw]')?.addEventListener('click', async (event) => {
    const read = await typed(form, state, words)
    const button = /** @type {HTMLElement} */ (event.target)
    if (read === null) return
    const sure = quietButton(words.withdraw, () => void withdraw(root, read, words))
    button.replaceWith(sure)
    sure.focus()
  })
}

/**
 * Whoever comes with a receipt brought no words, so the six of the keys that were served are shown to be compared.
 * @param {HTMLElement} root
 * @param {Words} words
 */
async function tellWords(root, words) {
  const link = { publicId: root.dataset.survey ?? '', words: '', place: 0 }
  const directory = await openDirectory(link)
  const place = root.querySelector('[data-words-shown]')
  if (place && directory?.outcome === 'trusted')
    place.textContent = `${words.compareReceipt} ${directory.words.join(' ')}`
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} state
 * @param {Words} words
 */
async function typed(form, state, words) {
  const { readReceipt } = await import('./receipt.js')
  const read = readReceipt(String(new FormData(form).get('receipt') ?? ''))
  state.textContent = read === null ? (words.receiptWrong ?? '') : ''
  return read
}

/** @typedef {{ message: Uint8Array<ArrayBuffer>, unitPlace: number, leads: boolean }} Receipt */

/**
 * @param {HTMLElement} root
 * @param {Receipt} receipt
 * @param {Words} words
 */
async function withdraw(root, receipt, words) {
  const json = { m: toText(receipt.message), envelope: null }
  const answer = await askServer(`/i/${root.dataset.survey}/receipt`, { json })
  if (answer === null || answer.status >= 500) return tell(root, words.unreachable)
  answer.show().querySelector('h1')?.focus()
}

/**
 * @param {HTMLElement} root
 * @param {Receipt} receipt
 * @param {Words} words
 */
async function answerAgain(root, receipt, words) {
  const publicId = root.dataset.survey ?? ''
  const link = { publicId, words: '', place: receipt.unitPlace }
  const directory = await openDirectory(link)
  if (directory === null) return tell(root, words.unreachable)
  if (directory.outcome !== 'trusted') return tell(root, words.untrusted)
  const answer = await askServer(`/i/${publicId}/again`, {
    unit: directory.unit.id,
  })
  if (answer === null || answer.status >= 500) return tell(root, words.unreachable)
  const asked = answer.show().querySelector('[data-survey]')
  if (!(asked instanceof HTMLElement)) return
  const sealing = { ...link, credential: {}, receipt: receipt.message }
  walkForm(asked, { words, keeps: false, sealing })
}

/**
 * @param {HTMLElement} root
 * @param {string | undefined} text
 */
function tell(root, text) {
  const state = root.querySelector('[data-state]')
  if (state) state.textContent = text ?? ''
}
