// A new organisation most likely lives by the clock of the person who creates it.
const select = document.querySelector('[data-own-time-zone] select')
const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
if (select instanceof HTMLSelectElement) {
  const own = [...select.options].find((option) => option.value === timeZone)
  if (own !== undefined) own.selected = true
}
