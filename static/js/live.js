// While work is under way, draws the parts marked `data-live` anew, without a reload that would take the focus away.
const pause = 2_000

const parts = (/** @type {Document} */ page) =>
  /** @type {HTMLElement[]} */ ([...page.querySelectorAll('[data-live]')])

async function refresh() {
  if (document.visibilityState === 'hidden') return next()
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (!response.ok || response.redirected) return location.reload()
    const fresh = parts(new DOMParser().parseFromString(await response.text(), 'text/html'))
    const shown = parts(document)
    // Something has ended, or something else goes on: the rest of the page speaks of it, too.
    if (fresh.map(({ id }) => id).join() !== shown.map(({ id }) => id).join()) return location.reload()
    for (const [index, part] of shown.entries()) {
      const replacement = fresh[index]
      if (replacement !== undefined) part.replaceChildren(...replacement.childNodes)
    }
  } catch {
    // The server may be starting anew; the next round will tell.
  }
  next()
}

function next() {
  setTimeout(refresh, pause)
}

next()
