import { fromText } from './bytes.js'

/** @typedef {import('./keep.js').Kept} Kept */

/**
 * After the thanks: a receipt for who wants one. It is kept nowhere.
 * @param {HTMLElement} main
 * @param {Kept} kept
 */
export function offerReceipt(main, { sealed, leader }) {
  const offer = main.querySelector('[data-offer]')
  const [button, text] = ['[data-show-receipt]', '[data-receipt-text]'].map((name) =>
    offer?.querySelector(name),
  )
  if (sealed === null || !(offer instanceof HTMLElement) || !(button instanceof HTMLButtonElement) || !text)
    return
  offer.hidden = false
  button.addEventListener('click', async () => {
    const { writeReceipt } = await import('./receipt.js')
    text.textContent = writeReceipt({
      ...{ message: fromText(sealed.blinding.message), unitPlace: sealed.place },
      leads: leader === 'yes',
    })
    button.remove()
  })
}
