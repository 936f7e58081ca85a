/**
 * What stands in the form now, by field; hidden fields left out.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export function answersIn(form) {
  /** @type {Record<string, string>} */
  const answers = {}
  for (const field of fieldsOf(form)) {
    const isTicked =
      field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')
    if (isTicked ? field.checked : field.value !== '') answers[field.name] = field.value
  }
  return answers
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} answers
 */
export function fillForm(form, answers) {
  for (const field of fieldsOf(form)) {
    const answer = answers[field.name]
    if (answer === undefined) continue
    if (field instanceof HTMLInputElement && field.type !== 'text') field.checked = field.value === answer
    else field.value = answer
  }
}

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/**
 * @param {HTMLFormElement} form
 * @returns {Field[]}
 */
function fieldsOf(form) {
  const all = form.querySelectorAll('input:not([type="hidden"]), select, textarea')
  return /** @type {Field[]} */ ([...all])
}
