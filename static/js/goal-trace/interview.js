// The form is complete without this. It saves while somebody types, and keeps what cannot be saved until it can.
import { isSame, openKept } from './kept-words.js'
import { sendWords } from './send-words.js'

/** @typedef {import('./kept-words.js').Words} Words */

const calm = 1_500
const again = 5_000

const form = document.querySelector('form[data-interview]')
if (form instanceof HTMLFormElement) listen(form)

/** @param {HTMLFormElement} form */
function listen(form) {
  /** @type {Record<string, string>} */
  const say = JSON.parse(form.dataset.words ?? '{}')
  const kept = openKept(form.dataset.interview ?? '')
  const state = /** @type {HTMLElement} */ (form.querySelector('[data-state]'))
  const theirs = /** @type {HTMLElement} */ (document.querySelector('[data-theirs]'))
  const version = hidden(form, 'version')
  const screen = hidden(form, 'screen')
  let saved = wordsIn(form)
  /** Somebody else has saved: only a person may decide which words stay. */
  let isHeld = !theirs.hidden
  /** The interviewee has sent words of their own: nothing of these is kept. */
  let isOver = false
  let isBusy = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer

  const tell = (/** @type {string} */ name, /** @type {string} */ more = '') => {
    state.textContent = [say[name] ?? '', more].join(' ').trim()
    state.dataset.is = name
  }
  const soon = (/** @type {number} */ wait) => {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), wait)
  }
  const keep = () => {
    // Undecided words belong to no version: a reload asks again instead of saving them.
    const seen = isHeld ? '' : version.value
    if (!isOver) kept.keep({ ...wordsIn(form), version: seen, screen: screen.value })
  }

  /** @param {{ version: number, said: string, work: string }} other */
  const showTheirs = (other) => {
    isHeld = true
    version.value = String(other.version)
    fill('[data-their-said]', other.said)
    fill('[data-their-work]', other.work)
    theirs.hidden = false
    keep()
    tell('changed')
    theirs.scrollIntoView({ block: 'nearest' })
  }

  const save = async (isDecided = false) => {
    clearTimeout(timer)
    if (isBusy || (isHeld && !isDecided)) return false
    if (!isDecided && isSame(wordsIn(form), saved)) return settle()
    isBusy = true
    tell('saving')
    const sending = wordsIn(form)
    const told = await sendWords(form)
    isBusy = false
    if (told.outcome === 'saved') {
      version.value = String(told.version)
      saved = sending
      isHeld = false
      theirs.hidden = true
      return settle()
    }
    if (told.outcome === 'changed') showTheirs(told)
    else if (told.outcome === 'sent') {
      isHeld = true
      isOver = true
      kept.forget()
      tell('sent')
    } else if (told.outcome === 'refused') tell('refused', told.reason)
    else {
      tell(told.outcome)
      soon(again)
    }
    return false
  }

  const settle = () => {
    const isDone = isSame(wordsIn(form), saved)
    if (isDone) {
      kept.forget()
      tell('saved')
    } else {
      keep()
      soon(calm)
    }
    return isDone
  }

  form.addEventListener('input', () => {
    keep()
    if (isHeld) return
    if (state.dataset.is !== 'offline' && state.dataset.is !== 'signed-out') {
      tell('typing')
      soon(calm)
    }
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const { submitter } = event
    const then = submitter instanceof HTMLButtonElement ? submitter.value : 'stay'
    void save(true).then((isDone) => isDone && go(then))
  })
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.requestSubmit(form.querySelector('button[value="goal"]'))
  })
  const take = /** @type {HTMLButtonElement} */ (theirs.querySelector('[data-take]'))
  take.hidden = false
  take.addEventListener('click', () => {
    kept.forget()
    location.reload()
  })
  addEventListener('online', () => void save())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save()
  })

  tell('saved')
  form.querySelector('[data-keys]')?.removeAttribute('hidden')
  takeUp()
  const first = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('said'))
  first.focus({ preventScroll: true })
  first.setSelectionRange(first.value.length, first.value.length)

  // Words of a visit that was cut off.
  function takeUp() {
    const left = kept.read()
    if (left === null || isHeld) return
    if (isSame(left, saved)) return kept.forget()
    const server = { version: Number(version.value), said: saved.said, work: saved.work }
    fillForm(form, left)
    screen.value = left.screen
    if (left.version === version.value) {
      tell('found')
      soon(0)
    } else showTheirs(server)
  }

  /** @param {string} then */
  function go(then) {
    if (then === 'marks') location.assign(`${form.action}/marks`)
    const goal = form.dataset.goal
    if (then === 'goal' && goal !== undefined) location.assign(goal)
  }
}

/** @param {HTMLFormElement} form @returns {Words} */
function wordsIn(form) {
  const given = new FormData(form)
  const text = (/** @type {string} */ name) => String(given.get(name) ?? '')
  return {
    said: text('said'),
    work: text('work'),
    language: text('language'),
    mayQuote: given.has('mayQuote'),
  }
}

/** @param {HTMLFormElement} form @param {Words} words */
function fillForm(form, words) {
  for (const name of /** @type {const} */ (['said', 'work', 'language'])) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) field.value = words[name]
  }
  const tick = form.elements.namedItem('mayQuote')
  if (tick instanceof HTMLInputElement) tick.checked = words.mayQuote
}

/** @param {HTMLFormElement} form @param {string} name */
function hidden(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
}

/** @param {string} place @param {string} text */
function fill(place, text) {
  const found = document.querySelector(place)
  if (found) found.textContent = text
}
