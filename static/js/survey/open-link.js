import { askServer } from './ask-server.js'
import { walkForm } from './walk-form.js'

// An open link: nobody is known, so nothing is looked up, and nothing is ever kept on the device.

/** @typedef {Record<string, string>} Words */

// False in an old browser and on a page that came over plain http: then the page without scripts is used.
const canSeal = () => globalThis.crypto?.subtle !== undefined && typeof BigInt === 'function'

/**
 * @param {HTMLElement} root
 * @param {Words} words
 */
export function followOpenLink(root, words) {
  const isKiosk = root.dataset.kiosk !== undefined
  if (isKiosk) void import('./kiosk.js').then(({ watchKiosk }) => watchKiosk(root.dataset.open ?? '', words))
  if (root.dataset.sealed !== undefined && !canSeal()) return
  const enter = root.querySelector('[data-enter]')
  if (enter instanceof HTMLFormElement) greet(root, { enter, words })
  // The page came back with errors, or was reloaded.
  else walkForm(root, { words, keeps: false, isKiosk, sealing: openingOf(root, '') })
}

/**
 * @param {HTMLElement} root
 * @param {{ enter: HTMLFormElement, words: Words }} given
 */
function greet(root, { enter, words }) {
  const own = location.hash.replace(/^#\.?/, '')
  if (own !== '') history.replaceState(null, '', location.pathname)
  root.querySelector('[data-plain]')?.remove()
  const button = /** @type {HTMLButtonElement} */ (enter.querySelector('button'))
  const state = /** @type {HTMLElement} */ (enter.querySelector('[data-state]'))
  let isAsking = false
  enter.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isAsking) return
    isAsking = true
    state.textContent = words.loading ?? ''
    const problem = await begin(root, { enter, own, words })
    isAsking = false
    if (problem === null) return
    state.textContent = problem
    button.focus()
  })
  // Who begins before this goes the way without scripts.
  enter.dataset.ready = ''
  if (root.dataset.sealed !== undefined) void tellWords(root, { state, words })
}

/**
 * The six words of the keys that were served, to be compared with the poster: who typed its address brought none.
 * @param {HTMLElement} root
 * @param {{ state: HTMLElement, words: Words }} given
 */
async function tellWords(root, { state, words }) {
  const { openDirectory } = await import('./open-way.js')
  const read = await openDirectory({ ...placeOf(root), unitId: '', words: '' })
  if (read?.outcome === 'trusted' && state.textContent === '')
    state.textContent = `${words.compareOpen} ${read.words.join(' ')}`
}

/**
 * @param {HTMLElement} root
 * @param {{ enter: HTMLFormElement, own: string, words: Words }} given
 * @returns {Promise<string | null>} what is wrong
 */
async function begin(root, { enter, own, words }) {
  const answer = await askServer(enter.action, new FormData(enter))
  if (answer === null || answer.status >= 500) return words.unreachable ?? ''
  const form = answer.main.querySelector('[data-survey]')
  if (!(form instanceof HTMLElement)) {
    answer.show().querySelector('h1')?.focus()
    return null
  }
  const sealing = openingOf(form, own)
  if (sealing !== null) {
    const { openDirectory } = await import('./open-way.js')
    const read = await openDirectory(sealing)
    if (read === null) return words.unreachable ?? ''
    if (read.outcome !== 'trusted') return words.untrusted ?? ''
  }
  answer.show()
  walkForm(form, { words, keeps: false, isKiosk: root.dataset.kiosk !== undefined, sealing })
  return null
}

/**
 * How the answers of this form are sealed; null in a trial.
 * @param {HTMLElement} root
 * @param {string} words
 */
function openingOf(root, words) {
  const { unit: unitId } = root.dataset
  return unitId === undefined ? null : { ...placeOf(root), unitId, words }
}

/** @param {HTMLElement} root */
function placeOf({ dataset }) {
  const { survey: publicId = '', open: openId = '' } = dataset
  return { publicId, openId, isKiosk: dataset.kiosk !== undefined }
}
