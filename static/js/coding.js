// Coding by keyboard, without a reload a step. Everything here can be done with the page's forms alone.

import { stateOf } from './coding/desk.js'
import { sendSteps } from './coding/send-steps.js'

const steps = sendSteps()

document.addEventListener('submit', (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target)
  if (!form.matches('[data-step]')) return
  event.preventDefault()
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter)
  steps.add(form, new FormData(form, button))
})

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const act = actOf(event.key)
  if (act === null) return
  event.preventDefault()
  act()
})

/** @param {string} key */
function actOf(key) {
  if (key === 'j' || key === 'ArrowDown') return () => move(1)
  if (key === 'k' || key === 'ArrowUp') return () => move(-1)
  if (key === 'x') return tick
  if (key === 'u' || key === 'a') return () => press(key)
  if (key === '?') return toggleKeys
  if (/^[0-9]$/.test(key)) return () => assign(key)
  return null
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox'
  return target.matches('select, textarea')
}

/** @param {number} by */
function move(by) {
  const { boxes, at } = stateOf()
  const next = boxes[at === -1 ? (by > 0 ? 0 : boxes.length - 1) : at + by]
  next?.focus()
}

function tick() {
  const { boxes, at } = stateOf()
  boxes[at]?.click()
}

/** @param {string} key */
function press(key) {
  const button = document.querySelector(`[data-key="${key}"]`)
  if (button instanceof HTMLElement) button.click()
}

function toggleKeys() {
  const keys = document.querySelector('#keys')
  if (keys instanceof HTMLDetailsElement) keys.open = !keys.open
}

// What is ticked; where nothing is, the statement that has the focus.
/** @param {string} key */
function assign(key) {
  const { form, boxes, at } = stateOf()
  const theme = form?.querySelector(`option[data-number="${key}"]`)?.getAttribute('value')
  const ticked = boxes.filter((box) => box.checked)
  const current = boxes[at]
  const chosen = ticked.length > 0 || current === undefined ? ticked : [current]
  if (form === null || chosen.length === 0 || (key !== '0' && !theme)) return
  const fields = new FormData(form)
  fields.delete('texts')
  for (const box of chosen) fields.append('texts', box.value)
  fields.set('act', key === '0' ? 'none' : 'assign')
  fields.set('theme', theme ?? '')
  fields.set('name', '')
  steps.add(form, fields, chosen)
}
