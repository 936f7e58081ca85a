// The workshop's screen keeps itself: what is typed is saved a moment later, unless another desk has written since.
const pause = 800
const stage = document.querySelector('[data-live-step]')
const form = stage?.querySelector('form')
if (stage instanceof HTMLElement && form) keepStep(stage, form)

/** @param {HTMLElement} stage @param {HTMLFormElement} form */
function keepStep(stage, form) {
  const words = JSON.parse(stage.dataset.words ?? '{}')
  const state = /** @type {HTMLElement} */ (stage.querySelector('[data-state]'))
  const revision = /** @type {HTMLInputElement} */ (form.elements.namedItem('revision'))
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  let [isSaving, isChanged, isOver] = [false, false, false]

  const save = async () => {
    if (isSaving || isOver) return
    isSaving = true
    isChanged = false
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) body.append(name, String(value))
    const headers = { accept: 'application/json' }
    const answer = await fetch(form.action, { method: 'POST', body, headers }).catch(() => null)
    isSaving = false
    if (answer?.ok) {
      revision.value = String((await answer.json()).revision)
      state.textContent = words.kept
      if (isChanged) later()
    } else if (answer?.status === 409) {
      isOver = true
      state.textContent = words.stale
    } else {
      state.textContent = words.offline
      timer = setTimeout(save, 5 * pause)
    }
  }
  const later = () => {
    isChanged = true
    clearTimeout(timer)
    timer = setTimeout(save, pause)
  }
  form.addEventListener('input', (event) => {
    if (isTooMany(event.target)) {
      /** @type {HTMLInputElement} */ ;(event.target).checked = false
      state.textContent = words.most
    } else later()
  })
  // Turning the page saves by itself; a save on its way would make it look like somebody else’s.
  form.addEventListener('submit', (event) => {
    clearTimeout(timer)
    if (!isSaving) {
      isOver = true
      return
    }
    event.preventDefault()
    const by = event.submitter
    setTimeout(() => form.requestSubmit(by), 100)
  })
}

/** One tick more than the group may choose. @param {EventTarget | null} target */
function isTooMany(target) {
  if (!(target instanceof HTMLInputElement) || !target.checked) return false
  const choices = /** @type {HTMLElement | null} */ (target.closest('[data-most]'))
  return choices !== null && choices.querySelectorAll(':checked').length > Number(choices.dataset.most)
}
