import { askServer } from '../survey/ask-server.js'
import { toText } from '../survey/bytes.js'
import { fieldsOf, questions } from './answer-rules.js'
import { sealPriorities } from './envelope.js'
import { showRefusal } from './show-refusal.js'

/**
 * @typedef {object} Ready
 * @property {string} publicId
 * @property {string} executive
 * @property {string} sealKey
 * @property {Record<string, string>} credential
 * @property {Record<string, string>} words
 * @property {Record<string, string>} answers
 * @property {boolean} mayShowRole
 * @property {string} language
 * @property {() => void} whenSealed
 */

/**
 * Everything once more, then the seal.
 * @param {HTMLElement} root
 * @param {Ready} ready
 */
export async function reviewAnswers(root, ready) {
  const { words } = ready
  const form = /** @type {HTMLElement} */ (root.querySelector('[data-answers]'))
  const page = /** @type {HTMLElement} */ (root.querySelector('[data-review]'))
  const state = document.createElement('p')
  state.className = 'small'
  state.setAttribute('role', 'status')
  const seal = button(words.seal, '', () => void sealNow(ready, { seal, back, state }))
  const back = button(words.back, 'quiet', () => {
    page.hidden = true
    form.hidden = false
    form.querySelector('input')?.focus()
  })
  const heading = element('h2', words.reviewTitle)
  heading.tabIndex = -1
  page.replaceChildren(
    heading,
    element('p', words.reviewText),
    ...listed(ready),
    element('p', ready.mayShowRole ? words.roleYes : words.roleNo),
    seal,
    back,
    state,
  )
  form.hidden = true
  page.hidden = false
  scrollTo(0, 0)
  heading.focus()
}

/** @param {Ready} ready */
function listed({ answers, words }) {
  return questions.flatMap((question) => {
    const rows = [1, 2, 3].flatMap((place) => {
      const parts = fieldsOf(question).filter((field) => field.place === place)
      const given = Object.fromEntries(parts.map(({ name, part }) => [part, answers[name] ?? '']))
      return Object.values(given).some((text) => text !== '') ? [sentence(question, given, words)] : []
    })
    const list = document.createElement('ol')
    list.append(...rows.map((text) => element('li', text)))
    return [
      element('h3', words[`question.${question}`]),
      rows.length === 0 ? element('p', words.nothing) : list,
    ]
  })
}

/** @param {string} question @param {Record<string, string>} given @param {Record<string, string>} words */
function sentence(question, given, words) {
  const joined = words[`answer.${question}`] ?? ''
  if (joined === '') return given.text ?? ''
  const filled = given.target === '' ? given.measure : given.team === '' ? given.what : undefined
  if (filled !== undefined) return filled
  return joined.replaceAll(/<(\w+)>/g, (_, part) => given[part] ?? '')
}

/**
 * @param {Ready} ready
 * @param {{ seal: HTMLButtonElement, back: HTMLButtonElement, state: HTMLElement }} controls
 */
async function sealNow(ready, { seal, back, state }) {
  const { publicId, executive, sealKey, credential, words, answers, language, mayShowRole } = ready
  seal.disabled = true
  back.disabled = true
  state.textContent = words.sealing ?? ''
  const content = JSON.stringify({ version: 1, language, mayShowRole, answers })
  const envelope = toText(await sealPriorities(sealKey, content, { test: publicId, executive }))
  const answer = await askServer(`/p/${publicId}/seal`, { json: { ...credential, envelope } })
  if (answer === null || answer.status >= 500) {
    state.textContent = words.unsent ?? ''
    seal.disabled = false
    back.disabled = false
    return
  }
  if (answer.main.querySelector('[data-outcome="just-sealed"], [data-outcome="sealed"]') === null) {
    return showRefusal(answer, words, () => {
      state.textContent = words.unsent ?? ''
      seal.disabled = false
      back.disabled = false
    })
  }
  ready.whenSealed()
  forget(publicId)
  answer.show().querySelector('h1')?.focus()
}

/** @param {string} publicId */
function forget(publicId) {
  try {
    sessionStorage.removeItem(`priorities.${publicId}`)
  } catch {
    // Nothing was kept then.
  }
}

/** @param {string} name @param {string | undefined} text */
function element(name, text) {
  const made = document.createElement(name)
  made.textContent = text ?? ''
  return made
}

/** @param {string | undefined} label @param {string} look @param {() => void} act */
function button(label, look, act) {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = look
  made.textContent = label ?? ''
  made.onclick = act
  return made
}
