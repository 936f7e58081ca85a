/** @param {HTMLFormElement} form */
export function clearProblems(form) {
  form.querySelector('.errors')?.remove()
  for (const text of form.querySelectorAll('[data-problem]')) text.remove()
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid')
    field.removeAttribute('aria-describedby')
  }
}

/**
 * The same summary and marks as on the page without scripts.
 * @param {HTMLFormElement} form
 * @param {readonly { field: string, problem: string }[]} problems
 * @param {Record<string, string>} words
 */
export function showProblems(form, problems, words) {
  const list = document.createElement('ul')
  for (const { field: name, problem } of problems) {
    const text = words[`problem.${problem}`] ?? ''
    const field = form.elements.namedItem(name)
    if (!(field instanceof HTMLInputElement)) continue
    const told = document.createElement('p')
    told.className = 'field-error'
    told.id = `error-${name}`
    told.dataset.problem = ''
    told.textContent = text
    field.before(told)
    field.setAttribute('aria-invalid', 'true')
    field.setAttribute('aria-describedby', told.id)
    const link = document.createElement('a')
    link.href = `#${field.id}`
    link.textContent = text
    const item = document.createElement('li')
    item.append(link)
    list.append(item)
  }
  const heading = document.createElement('h2')
  heading.textContent = words.summary ?? ''
  heading.tabIndex = -1
  const summary = document.createElement('section')
  summary.className = 'errors'
  summary.setAttribute('role', 'alert')
  summary.append(heading, list)
  form.prepend(summary)
  heading.focus()
  summary.scrollIntoView({ block: 'start' })
}
