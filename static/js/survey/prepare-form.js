/**
 * With the script the form goes in steps, so what stands there for the plain page is put away.
 * @param {HTMLFormElement} form
 * @param {{ words: Record<string, string>, keeps: boolean, locks: boolean, once: string | undefined }} manner `once` is what is said above Send, where the page itself cannot know it
 */
export function prepareForm(form, { words, keeps, locks, once }) {
  const kept = form.parentElement?.querySelector('[data-kept]')
  if (kept) kept.textContent = (keeps ? words.kept : words.unkept) ?? ''
  const note = form.querySelector('[data-once]')
  if (note && once !== undefined) note.textContent = once
  form.parentElement?.querySelector('[data-plain]')?.remove()
  // It stood on the first page, before this began.
  form.parentElement?.querySelector('[data-group]')?.remove()
  form.querySelector('[data-lock]')?.toggleAttribute('hidden', !locks)
  const details = form.querySelector('details')
  details?.setAttribute('open', '')
  details?.querySelector('summary')?.setAttribute('hidden', '')
}

/**
 * @param {HTMLElement} step
 * @param {string} label
 */
export function addBack(step, label) {
  if (step.previousElementSibling?.matches('[data-step]') !== true) return
  const back = document.createElement('button')
  back.type = 'button'
  back.className = 'as-link'
  back.dataset.back = ''
  back.textContent = label
  step.querySelector('.where')?.prepend(back)
}

/**
 * @param {string | undefined} label
 * @param {() => void} act
 */
export function quietButton(label, act) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'quiet'
  button.textContent = label ?? ''
  button.addEventListener('click', act)
  return button
}
