// A number chooses a mark and goes on to the next element. Without this, Tab and the arrow keys do the same.
const form = document.querySelector('form[data-marks]')
if (form instanceof HTMLFormElement) byNumber(form)

/** @param {HTMLFormElement} form */
function byNumber(form) {
  const sets = [...form.querySelectorAll('fieldset')]
  form.querySelector('[data-keys]')?.removeAttribute('hidden')
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey || !/^[0-4]$/.test(key)) return
    const at = Math.max(
      0,
      sets.findIndex((set) => set.contains(document.activeElement)),
    )
    const choices = choicesIn(sets[at])
    // The last choice of each is "not yet" and has the nought.
    const chosen = key === '0' ? choices.at(-1) : choices.slice(0, -1)[Number(key) - 1]
    if (chosen === undefined) return
    event.preventDefault()
    chosen.checked = true
    focusOn(sets[at + 1] ?? sets[at])
  })
  focusOn(sets.find((set) => chosenIn(set) === '') ?? sets[0])
}

/** @param {Element | undefined} set */
function choicesIn(set) {
  return /** @type {HTMLInputElement[]} */ ([...(set?.querySelectorAll('input') ?? [])])
}

/** @param {Element} set */
function chosenIn(set) {
  return choicesIn(set).find(({ checked }) => checked)?.value ?? ''
}

/** @param {Element | undefined} set */
function focusOn(set) {
  const choices = choicesIn(set)
  const place = choices.find(({ checked }) => checked) ?? choices[0]
  place?.focus()
}
