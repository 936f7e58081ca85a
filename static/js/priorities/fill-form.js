import { cleaned, fields, problemsIn } from './answer-rules.js'
import { keepDraft } from './keep-draft.js'
import { reviewAnswers } from './review-answers.js'
import { clearProblems, showProblems } from './show-problems.js'
import { showRefusal } from './show-refusal.js'

/** @typedef {import('./start.js').Way} Way */

/**
 * The form with the script: keeps a draft, checks, shows everything once more, and seals in this browser.
 * @param {HTMLElement} root
 * @param {Way} way
 */
export async function fillForm(root, { token, credential }) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector('[data-answers]'))
  const state = /** @type {HTMLElement} */ (root.querySelector('[data-state]'))
  const { priorities: publicId = '', executive = '', sealKey = '', draft = '', revision = '0' } = root.dataset
  /** @type {Record<string, string>} */
  const words = JSON.parse(root.dataset.words ?? '{}')
  for (const plain of root.querySelectorAll('[data-plain]')) plain.remove()
  const send = /** @type {HTMLButtonElement} */ (form.querySelector('[data-send]'))
  send.textContent = words.review ?? ''
  const heading = root.querySelector('h1')
  heading?.focus()

  const read = () => readForm(form)
  const tell = (/** @type {string} */ word) => {
    state.textContent = words[word] ?? ''
  }
  const auth = credential.auth
  const drafts =
    auth === undefined
      ? null
      : await keepDraft(
          { publicId, auth, token, draft, revision: Number(revision) },
          {
            read,
            write: (answers) => writeForm(form, answers),
            tell,
            ask: askBetween(root, words),
            refuse: (answer) => showRefusal(answer, words, () => tell('refused')),
          },
        )
  if (drafts === null) tell('unkept')
  else form.addEventListener('input', drafts.later)

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const answers = cleaned(read())
    const problems = problemsIn(answers)
    clearProblems(form)
    if (problems.length > 0) return showProblems(form, problems, words)
    void reviewAnswers(root, {
      ...{ publicId, executive, sealKey, credential, words, answers },
      mayShowRole: new FormData(form).get('role') === 'yes',
      language: document.documentElement.lang,
      whenSealed: () => drafts?.stop(),
    })
  })
}

/** @param {HTMLFormElement} form */
function readForm(form) {
  /** @type {Record<string, string>} */
  const answers = {}
  for (const [name, value] of new FormData(form)) {
    if (name !== 'code' && typeof value === 'string' && value !== '') answers[name] = value
  }
  return answers
}

/** @param {HTMLFormElement} form @param {Record<string, string>} answers */
function writeForm(form, answers) {
  for (const { name } of fields) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.value = answers[name] ?? ''
  }
  const role = form.elements.namedItem('role')
  if (role instanceof HTMLInputElement) role.checked = answers.role === 'yes'
}

/**
 * @param {HTMLElement} root
 * @param {Record<string, string>} words
 * @returns {(take: () => void, keep: () => void) => void}
 */
function askBetween(root, words) {
  return (take, keep) => {
    const place = /** @type {HTMLElement} */ (root.querySelector('[data-elsewhere]'))
    const text = document.createElement('p')
    text.textContent = words.elsewhere ?? ''
    const buttons = [
      { label: words.take, act: take },
      { label: words.keep, act: keep },
    ].map(({ label, act }) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'quiet'
      button.textContent = label ?? ''
      button.onclick = () => {
        place.hidden = true
        place.replaceChildren()
        act()
      }
      return button
    })
    place.replaceChildren(text, ...buttons)
    place.hidden = false
    place.scrollIntoView({ block: 'nearest' })
  }
}
