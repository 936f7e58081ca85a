/** The texts on the page and which of them has the focus. */
export function stateOf() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-texts]'))
  const all = /** @type {HTMLInputElement[]} */ ([
    ...(form?.querySelectorAll('input[type=checkbox]:not(:disabled)') ?? []),
  ])
  const boxes = all.filter((box) => !isWaiting(box))
  return { form, boxes, at: boxes.indexOf(/** @type {HTMLInputElement} */ (document.activeElement)) }
}

// Sent and not answered yet: it is as good as done.
/** @param {HTMLInputElement} box */
function isWaiting(box) {
  return box.closest('li')?.hasAttribute('data-waits') === true
}

/** Marks rows as done and goes on to the next one. @param {readonly HTMLInputElement[]} chosen */
export function goOn(chosen) {
  const { boxes } = stateOf()
  const last = Math.max(...chosen.map((box) => boxes.indexOf(box)))
  const next = boxes.slice(last + 1).find((box) => !chosen.includes(box))
  const before = boxes.slice(0, last).findLast((box) => !chosen.includes(box))
  for (const box of chosen) {
    box.checked = false
    box.closest('li')?.setAttribute('data-waits', '')
  }
  const focused = next ?? before
  focused?.focus()
}

/** Draws the desk as the server answered, with the focus where it was. @param {Document} page */
export function drawDesk(page) {
  const [shown, fresh] = [document.querySelector('#desk'), page.querySelector('#desk')]
  if (shown === null || fresh === null) return location.reload()
  const focused = document.activeElement?.id ?? ''
  const isKeysOpen = document.querySelector('#keys')?.hasAttribute('open') === true
  shown.replaceWith(document.adoptNode(fresh))
  if (isKeysOpen) document.querySelector('#keys')?.setAttribute('open', '')
  const again = focused === '' ? null : document.getElementById(focused)
  const [first] = stateOf().boxes
  const statements = /** @type {HTMLElement | null} */ (document.querySelector('#statements'))
  const target = again ?? first ?? statements
  target?.focus({ preventScroll: again !== null })
  const said = document.querySelector('#said')
  const alert = document.querySelector('#desk > .errors')
  if (said !== null)
    said.textContent = (alert ?? document.querySelector('#desk .progress'))?.textContent ?? ''
}
