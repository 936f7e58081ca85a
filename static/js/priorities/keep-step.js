// The workshop's screen keeps itself: what is typed is saved a moment later, unless another desk has written since.
const pause = 800
const stage = document.querySelector('[data-live-step]')
const form = stage?.querySelector('form')
if (stage instanceof HTMLElement && form) keepStep(stage, form)

/** @param {HTMLElement} stage @param {HTMLFormElement} form */
function keepStep(stage, form) {
  /** @type {Record<string, string>} */
  const words = JSON.parse(stage.dataset.words ?? '{}')
  const state = /** @type {HTMLElement} */ (stage.querySelector('[data-state]'))
  const revision = /** @type {HTMLInputElement} */ (form.elements.namedItem('revision'))
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  let [isSaving, isChanged, isOver] = [false, false, false]

  const tell = (/** @type {string} */ name) => {
    if (state.dataset.is === name) return
    state.dataset.is = name
    state.textContent = words[name] ?? ''
    if (name === 'signedOut') state.append(' ', linkToSignIn(words.signIn ?? ''))
  }
  /** Whether the page can be turned: not while what stands here reaches nobody. */
  const save = async () => {
    if (isSaving || isOver) return true
    isSaving = true
    isChanged = false
    const answer = await send(form).catch(() => null)
    const kept = answer?.ok ? await answer.json().catch(() => null) : null
    isSaving = false
    if (kept !== null) {
      revision.value = String(kept.revision)
      tell('kept')
      if (isChanged) later()
    } else if (answer?.status === 409) {
      isOver = true
      tell('stale')
    } else if (answer?.status === 422) tell('most')
    else {
      tell(answer?.status === 403 ? 'signedOut' : 'offline')
      timer = setTimeout(save, 5 * pause)
      return false
    }
    return true
  }
  const later = () => {
    isChanged = true
    clearTimeout(timer)
    timer = setTimeout(save, pause)
  }
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && isTooMany(target)) {
      target.checked = false
      tell('most')
    } else later()
  })
  // Saved before the page is turned: a page that says "signed out" would take the words with it.
  form.addEventListener('submit', (event) => {
    clearTimeout(timer)
    if (isOver) return
    event.preventDefault()
    const by = event.submitter
    if (isSaving) {
      setTimeout(() => form.requestSubmit(by), 100)
      return
    }
    void save().then((mayTurn) => {
      if (!mayTurn) return
      clearTimeout(timer)
      isOver = true
      form.requestSubmit(by)
    })
  })
}

/** A token of a session that has ended is fetched anew once: somebody may have signed in again in another tab. */
async function send(/** @type {HTMLFormElement} */ form) {
  const first = await post(form)
  return first.status === 403 && (await renewToken(form)) ? post(form) : first
}

/** @param {HTMLFormElement} form */
function post(form) {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) body.append(name, String(value))
  return fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } })
}

/** @param {HTMLFormElement} form */
async function renewToken(form) {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
  if (answer.redirected) return false
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.querySelector('[data-live-step] input[name="_csrf"]')
  const token = form.elements.namedItem('_csrf')
  if (!(fresh instanceof HTMLInputElement) || !(token instanceof HTMLInputElement)) return false
  token.value = fresh.value
  return true
}

/** @param {string} label */
function linkToSignIn(label) {
  const link = document.createElement('a')
  link.href = '/app/sign-in'
  link.target = '_blank'
  link.textContent = label
  return link
}

/** One tick more than the group may choose. @param {HTMLInputElement} box */
function isTooMany(box) {
  const choices = box.closest('[data-most]')
  if (!box.checked || !(choices instanceof HTMLElement)) return false
  return choices.querySelectorAll(':checked').length > Number(choices.dataset.most)
}
