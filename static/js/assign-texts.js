// Goes on to the next text once a key has chosen, so that a list takes one key a text. Without it, Tab does the same.
const lists = /** @type {HTMLSelectElement[]} */ ([...document.querySelectorAll('table.assign select')])

for (const [at, list] of lists.entries()) {
  list.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey || key.length !== 1 || key === ' ') return
    const chosen = optionFor(list, key)
    if (chosen === undefined) return
    event.preventDefault()
    chosen.selected = true
    nextAfter(at)?.focus()
  })
}

// What was decided for a block holds for its texts: they need no key of their own.
/** @param {number} at */
function nextAfter(at) {
  const isBlock = lists[at]?.name.startsWith('block-')
  return lists.slice(at + 1).find((list) => !isBlock || list.name.startsWith('block-'))
}

/** @param {HTMLSelectElement} list @param {string} key */
function optionFor(list, key) {
  const options = [...list.options].filter((option) => option.value !== '')
  return options.find((option) => option.label.trim().toLowerCase().startsWith(key.toLowerCase()))
}
