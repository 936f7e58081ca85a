// A device that one person after another uses: it goes back to its start after the thanks, and when nobody is there.

const second = 1000
const [afterThanks, beforeAsking, afterAsking] = [20, 150, 30]

/**
 * @param {string} openId
 * @param {Record<string, string>} words
 */
export function watchKiosk(openId, words) {
  const start = `/o/${openId}/kiosk`
  // It leads away, and nobody would come back from there by themselves.
  document.querySelector('.site-foot')?.setAttribute('hidden', '')
  let idle = 0
  const stir = () => {
    idle = 0
    document.querySelector('[data-idle]')?.remove()
  }
  for (const sign of ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'])
    addEventListener(sign, stir, true)
  // Out of the browser's memory of pages: what the last person wrote stands on it.
  addEventListener('pageshow', (event) => event.persisted && location.replace(start))
  setInterval(() => {
    idle += 1
    const at = placeNow()
    if (at === 'start' || at === 'sending') return
    if (at === 'over' && idle >= afterThanks) location.replace(start)
    if (at === 'form' && idle === beforeAsking) ask(words, stir)
    if (at === 'form' && idle >= beforeAsking + afterAsking) location.replace(start)
  }, second)
}

/** What has not arrived is not thrown away: it is sent when the connection is back. */
function placeNow() {
  if (document.querySelector('[data-sending]')) return 'sending'
  if (document.querySelector('[data-outcome]')) return 'over'
  return document.querySelector('[data-answers]') ? 'form' : 'start'
}

/**
 * @param {Record<string, string>} words
 * @param {() => void} stay
 */
function ask(words, stay) {
  const box = document.createElement('div')
  box.className = 'idle'
  box.dataset.idle = ''
  box.setAttribute('role', 'alertdialog')
  box.setAttribute('aria-label', words.stay ?? '')
  const text = document.createElement('p')
  text.textContent = words.idle ?? ''
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = words.stay ?? ''
  button.addEventListener('click', stay)
  box.append(text, button)
  document.querySelector('main')?.prepend(box)
  scrollTo(0, 0)
  button.focus()
}
