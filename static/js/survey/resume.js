import { openKept } from './keep.js'
import { sendSealed } from './sealed-way.js'

/** @typedef {Record<string, string>} Words */

/**
 * The link is used and the answers have not arrived: the connection, the page or the device went away between the two.
 * @param {{ publicId: string, device: string, credential: Record<string, string>, kept: import('./keep.js').Kept }} cut
 * @param {Words} words
 */
export function offerToFinish({ publicId, device, credential, kept }, words) {
  const main = /** @type {HTMLElement} */ (document.querySelector('main'))
  const { form, state, button } = makeForm(words)
  main.replaceChildren(form)
  const store = openKept(publicId, device, true)
  let isSending = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isSending || !kept.sealed) return
    isSending = true
    const { key, place, words: own } = kept.sealed
    const sealing = { publicId, key, place, words: own, credential, receipt: null }
    const answer = await sendSealed(sealing, {
      kept,
      form,
      save: () => store.save(kept),
      tell: (at) => {
        state.textContent = words[at] ?? ''
      },
    })
    isSending = false
    if (answer === null) state.textContent = words.untrusted ?? ''
    else finish(answer, { kept, store })
  })
  button.focus()
}

/**
 * @param {import('./ask-server.js').Answer} answer
 * @param {{ kept: import('./keep.js').Kept, store: { forget: () => void } }} given
 */
function finish(answer, { kept, store }) {
  const main = answer.show()
  main.querySelector('h1')?.focus()
  // Whatever it says, it is the last word: taken, or too late.
  store.forget()
  if (kept.sealed && main.querySelector('[data-outcome="taken"]'))
    void import('./offer-receipt.js').then(({ offerReceipt }) => offerReceipt(main, kept))
}

/** @param {Words} words */
function makeForm(words) {
  const form = document.createElement('form')
  const [text, state] = [document.createElement('p'), document.createElement('p')]
  text.textContent = words.unfinished ?? ''
  state.setAttribute('role', 'status')
  const button = document.createElement('button')
  button.textContent = words.finish ?? ''
  form.append(text, button, state)
  return { form, state, button }
}
