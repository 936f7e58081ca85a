/** @typedef {{ said: string, work: string, language: string, mayQuote: boolean }} Words */
/** @typedef {Words & { version: string, screen: string }} Kept */

/**
 * What was typed into one interview and is not saved yet, in this browser: written with every key, removed once the
 * server has it.
 * @param {string} interviewId
 */
export function openKept(interviewId) {
  const name = `trace.${interviewId}`
  return {
    /** @returns {Kept | null} */
    read: () => {
      try {
        return JSON.parse(localStorage.getItem(name) ?? 'null')
      } catch {
        return null
      }
    },
    /** @param {Kept} kept */
    keep: (kept) => {
      try {
        localStorage.setItem(name, JSON.stringify(kept))
      } catch {
        // Full or forbidden: the words still stand on the page.
      }
    },
    forget: () => {
      try {
        localStorage.removeItem(name)
      } catch {
        // Nothing was kept then.
      }
    },
  }
}

/** @param {Words} a @param {Words} b */
export const isSame = (a, b) =>
  a.said.trim() === b.said.trim() &&
  a.work.trim() === b.work.trim() &&
  a.language === b.language &&
  a.mayQuote === b.mayQuote
