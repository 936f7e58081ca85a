// A new organisation most likely lives by the clock of the person who creates it.
const select = document.querySelector('[data-own-time-zone] select')
const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
if (select instanceof HTMLSelectElement) {
  const options = [...select.options]
  const own = options.find(({ value }) => value === timeZone) ?? options.find(isTheSame)
  if (own !== undefined) own.selected = true
}

// Browsers differ in which of a zone's names they call it by.
/** @param {HTMLOptionElement} option */
function isTheSame({ value }) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone === timeZone
  } catch {
    return false
  }
}
