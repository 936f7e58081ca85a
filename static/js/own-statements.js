// Without this all places stand on the page. It shows the filled ones, and another when it is asked for.
const section = document.querySelector('[data-own-statements]')
if (section instanceof HTMLElement) arrange(section)

/** @param {HTMLElement} section */
function arrange(section) {
  /** @type {Record<string, string>} */
  const words = JSON.parse(section.dataset.words ?? '{}')
  const places = /** @type {HTMLFieldSetElement[]} */ ([...section.querySelectorAll('[data-place]')])
  const add = button(words.add, () => {
    const next = places.find((place) => place.hidden)
    if (next === undefined) return
    next.hidden = false
    textsIn(next)[0]?.focus()
    settle()
  })
  const settle = () => {
    add.hidden = places.every((place) => !place.hidden)
  }
  for (const [at, place] of places.entries()) {
    place.hidden = at > 0 && !isFilled(place)
    const remove = button(words.remove, () => {
      empty(place)
      place.hidden = true
      settle()
      add.focus()
    })
    place.append(remove)
  }
  section.append(add)
  settle()
}

/** @param {HTMLElement} place */
function isFilled(place) {
  return tickIn(place)?.checked === true || textsIn(place).some((text) => text.value.trim() !== '')
}

/** @param {HTMLElement} place */
function empty(place) {
  for (const text of textsIn(place)) text.value = ''
  const tick = tickIn(place)
  if (tick !== null) tick.checked = false
}

/** @param {HTMLElement} place */
function textsIn(place) {
  return [...place.querySelectorAll('textarea')]
}

/** @param {HTMLElement} place */
function tickIn(place) {
  return place.querySelector('input')
}

/**
 * @param {string | undefined} label
 * @param {() => void} act
 */
function button(label, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button quiet'
  made.textContent = label ?? ''
  made.addEventListener('click', act)
  return made
}
