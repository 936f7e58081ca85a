/** @typedef {Record<string, string>} Words */

/**
 * Marks what is still open in one step and returns the first such field; null when nothing is.
 * @param {HTMLElement} step
 * @param {Words} words
 * @returns {HTMLElement | null}
 */
export function checkStep(step, words) {
  const kind = step.dataset.step ?? ''
  const message = words[`missing-${kind}`]
  if (message === undefined) return null
  /** @type {HTMLElement[]} */
  const questions = [...step.querySelectorAll(kind === 'estimates' ? '.question' : 'fieldset')].filter(
    (each) => each instanceof HTMLElement,
  )
  const open = questions.filter((question) => !isAnswered(question))
  for (const question of questions) unmark(question)
  for (const question of open) mark(question, message)
  return fieldIn(open[0])
}

/** @param {Element | undefined} question */
export function fieldIn(question) {
  const field = question?.querySelector('input, select, textarea')
  return field instanceof HTMLElement ? field : null
}

/** @param {HTMLElement} question */
function isAnswered(question) {
  /** @type {(HTMLInputElement | HTMLSelectElement)[]} */
  const fields = [...question.querySelectorAll('input, select')].filter(
    (each) => each instanceof HTMLInputElement || each instanceof HTMLSelectElement,
  )
  return fields.some((field) =>
    field instanceof HTMLInputElement && field.type !== 'text' ? field.checked : field.value.trim() !== '',
  )
}

/**
 * @param {HTMLElement} question
 * @param {string} message
 */
function mark(question, message) {
  const field = fieldIn(question)
  const name = field?.getAttribute('name') ?? ''
  const text = document.createElement('p')
  text.className = 'field-error'
  text.id = `error-${name}`
  text.textContent = message
  question.classList.add('wrong')
  const above = question.querySelector('.hint') ?? question.querySelector('legend, label')
  above?.after(text)
  const described = question.matches('fieldset') ? question : field
  described?.setAttribute('aria-describedby', text.id)
  if (described === field) field?.setAttribute('aria-invalid', 'true')
}

/** @param {Element} question */
export function unmark(question) {
  question.classList.remove('wrong')
  question.querySelector('.field-error')?.remove()
  const field = question.matches('fieldset') ? question : fieldIn(question)
  field?.removeAttribute('aria-invalid')
  const hint = question.matches('fieldset') ? null : question.querySelector('.hint[id]')
  if (hint) field?.setAttribute('aria-describedby', hint.id)
  else field?.removeAttribute('aria-describedby')
}
