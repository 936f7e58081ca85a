import { checkStep, fieldIn, unmark } from './check-step.js'
import { answersIn, fillForm } from './fill-form.js'
import { openKept } from './keep.js'
import { addBack, prepareForm, quietButton } from './prepare-form.js'
import { sendForm } from './send.js'
import { cutToRoom, textRoom } from './text-room.js'

/** @typedef {import('./ask-server.js').Answer} Answer */
/** @typedef {import('./sealed-way.js').Sealing} Sealing */
/** @typedef {import('./open-way.js').Opening} Opening */
/** @typedef {{ words: Record<string, string>, keeps: boolean, sealing: Sealing | Opening | null, isKiosk?: boolean }} Manner */

/**
 * Shows the form a step at a time and keeps what is typed until it has arrived.
 * @param {HTMLElement} root
 * @param {Manner} manner
 */
export function walkForm(root, manner) {
  const walk = openWalk(root, manner)
  const { form, steps, kept, words, mark } = walk
  // Fetched now: when the answers are sent the connection may be gone.
  if (manner.sealing !== null) void sealer(manner.sealing)
  fillForm(form, kept.answers)
  if (kept.mark !== null) mark.value = kept.mark
  const once = manner.sealing === null ? undefined : words['openId' in manner.sealing ? 'onceOpen' : 'once']
  prepareForm(form, { ...manner, locks: walk.locks, once })
  for (const step of steps) addBack(step, words.back ?? '')
  const wrong = steps.findIndex((step) => step.querySelector('.wrong'))
  show(walk, wrong >= 0 ? wrong : kept.step, 'replace')
  listen(walk)
}

/** @param {Sealing | Opening} sealing */
async function sealer(sealing) {
  if ('openId' in sealing) {
    const { sendOpen } = await import('./open-way.js')
    return (/** @type {import('./open-way.js').Given} */ given) => sendOpen(sealing, given)
  }
  const { sendSealed } = await import('./sealed-way.js')
  return (/** @type {import('./open-way.js').Given} */ given) => sendSealed(sealing, given)
}

/** @typedef {ReturnType<typeof openWalk>} Walk */

/**
 * @param {HTMLElement} root
 * @param {Manner} manner
 */
function openWalk(root, manner) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector('[data-answers]'))
  const store = openKept(root.dataset.survey ?? '', root.dataset.device ?? '', manner.keeps)
  return {
    form,
    store,
    manner,
    words: manner.words,
    kept: store.read(),
    steps: /** @type {HTMLElement[]} */ ([...form.querySelectorAll('[data-step]')]),
    button: /** @type {HTMLButtonElement} */ (form.querySelector('[data-send]')),
    state: /** @type {HTMLElement} */ (form.querySelector('[data-state]')),
    mark: /** @type {HTMLInputElement} */ (form.elements.namedItem('mark')),
    named: /** @type {HTMLFieldSetElement} */ (form.querySelector('[data-step="named"] fieldset')),
    locks: form.querySelector('[data-step="serves"]') !== null,
    isSending: false,
  }
}

/** @param {Walk} walk */
function listen(walk) {
  const { form } = walk
  form.addEventListener('input', (event) => {
    keepToRoom(event.target)
    save(walk)
  })
  form.addEventListener('change', (event) => {
    const question = event.target instanceof Element ? event.target.closest('.wrong') : null
    if (question) unmark(question)
  })
  form.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.matches('[data-back]')) goBack(walk)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!walk.isSending) goOn(walk)
  })
  addEventListener('popstate', (event) => {
    if (form.isConnected && !walk.isSending) show(walk, Number(event.state?.step ?? 0), 'keep')
  })
}

/** An envelope has one size. @param {EventTarget | null} field */
function keepToRoom(field) {
  const isLong = field instanceof HTMLTextAreaElement
  const isText = isLong || (field instanceof HTMLInputElement && field.type === 'text')
  if (!isText) return
  const kept = cutToRoom(field.value, isLong ? textRoom.obstacle : textRoom.priority)
  if (kept !== field.value) field.value = kept
}

/** @param {Walk} walk */
function goOn(walk) {
  const { kept, steps, words, locks } = walk
  const problem = checkStep(stepAt(walk, kept.step), words)
  if (problem) return problem.focus()
  if (kept.step === steps.length - 1) return sendOrMend(walk)
  if (locks && stepAt(walk, kept.step).dataset.step === 'named') kept.isLocked = true
  show(walk, kept.step + 1, 'add')
}

// Entries of an earlier visit do not lead to a step before this one.
/** @param {Walk} walk */
function goBack(walk) {
  if (history.state?.isNew === true) history.back()
  else show(walk, walk.kept.step - 1, 'replace')
}

/** @param {Walk} walk */
function sendOrMend(walk) {
  const open = walk.steps.findIndex((step) => checkStep(step, walk.words) !== null)
  if (open < 0) return void send(walk)
  show(walk, open, 'add')
  fieldIn(stepAt(walk, open).querySelector('.wrong') ?? undefined)?.focus()
}

/** @param {Walk} walk */
async function send(walk) {
  const { kept, mark, named, form, state, button, words, manner } = walk
  walk.isSending = true
  form.setAttribute('data-sending', '')
  kept.mark = mark.value
  save(walk)
  named.disabled = false
  /** @param {'sending' | 'offline' | 'busy'} at */
  const tell = (at) => {
    state.textContent = words[at] ?? ''
    button.setAttribute('aria-disabled', String(at === 'sending'))
    button.textContent = (at === 'sending' ? words.send : words.retry) ?? ''
  }
  const answer = await (manner.sealing === null
    ? sendForm(form, tell)
    : (await sealer(manner.sealing))({ kept, form, tell, save: () => walk.store.save(kept) }))
  walk.isSending = false
  form.removeAttribute('data-sending')
  if (answer !== null) return receive(walk, answer)
  state.textContent = words.untrusted ?? ''
  button.removeAttribute('aria-disabled')
}

/**
 * @param {Walk} walk
 * @param {Answer} answer
 */
function receive(walk, answer) {
  const before = [...(document.querySelector('main')?.childNodes ?? [])]
  const main = answer.show()
  const asked = main.querySelector('[data-survey]')
  if (asked instanceof HTMLElement && asked.querySelector('[data-answers]'))
    return walkForm(asked, walk.manner)
  if (main.querySelector('[data-outcome="taken"]')) thank(walk, main)
  else offerBack(walk, main, before)
  main.querySelector('h1')?.focus()
}

/**
 * @param {Walk} walk
 * @param {HTMLElement} main
 */
function thank({ store, kept }, main) {
  store.forget()
  if (kept.sealed !== null)
    void import('./offer-receipt.js').then(({ offerReceipt }) => offerReceipt(main, kept))
}

/**
 * Not taken: what was typed stays until the person deletes it.
 * @param {Walk} walk
 * @param {HTMLElement} main
 * @param {ChildNode[]} before
 */
function offerBack(walk, main, before) {
  const { words, store } = walk
  const note = document.createElement('p')
  note.setAttribute('role', 'status')
  note.textContent = words.still ?? ''
  const look = quietButton(words.look, () => {
    main.replaceChildren(...before)
    show(walk, 0, 'keep')
  })
  const drop = quietButton(words.forget, () => {
    store.forget()
    for (const button of [look, drop]) button.remove()
    note.textContent = words.forgotten ?? ''
  })
  main.append(note, look, drop)
}

/**
 * @param {Walk} walk
 * @param {number} at
 */
function stepAt({ steps }, at) {
  return /** @type {HTMLElement} */ (steps[Math.min(Math.max(at, 0), steps.length - 1)])
}

/**
 * @param {Walk} walk
 * @param {number} at
 * @param {'add' | 'replace' | 'keep'} entry in the browser's history
 */
function show(walk, at, entry) {
  const { form, steps, kept, words, button, state } = walk
  kept.step = steps.indexOf(stepAt(walk, at))
  const isLast = kept.step === steps.length - 1
  for (const step of steps) step.hidden = step !== stepAt(walk, at)
  for (const once of form.querySelectorAll('[data-once]')) once.toggleAttribute('hidden', !isLast)
  button.textContent = (isLast ? words.send : words.continue) ?? ''
  button.removeAttribute('aria-disabled')
  state.textContent = ''
  lock(walk)
  save(walk)
  // On a shared device Back must not lead the next person to what this one wrote.
  if (entry === 'add' && walk.manner.isKiosk !== true) history.pushState({ step: kept.step, isNew: true }, '')
  if (entry === 'replace') history.replaceState({ step: kept.step }, '')
  stepAt(walk, at).querySelector('h2')?.focus()
  scrollTo(0, 0)
}

/** @param {Walk} walk */
function lock({ named, kept, words }) {
  named.disabled = kept.isLocked
  const note = named.querySelector('[data-lock]')
  if (note && kept.isLocked) note.textContent = words.locked ?? ''
}

/** @param {Walk} walk */
function save({ form, store, kept }) {
  kept.answers = answersIn(form)
  kept.language = document.documentElement.lang
  kept.leader = String(new FormData(form).get('leader') ?? 'no')
  store.save(kept)
}
