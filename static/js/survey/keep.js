/**
 * @typedef {object} Kept
 * @property {Record<string, string>} answers
 * @property {number} step
 * @property {boolean} isLocked the priorities have been seen
 * @property {string | null} mark of the submission that may be on its way
 * @property {string} language
 * @property {string} leader
 * @property {Sealed | null} sealed what is on its way in a sealed check
 */

/**
 * @typedef {object} Sealed
 * @property {import('./blind-signature.js').Blinding} blinding
 * @property {string} [key] of the group; one that was kept before pages handed it out stands in the directory
 * @property {number} place of the group in the directory
 * @property {string} words
 * @property {{ m: string, signature: string, envelope: string } | null} ready
 */

/** @returns {Kept} */
export const nothingKept = () => ({
  answers: {},
  step: 0,
  isLocked: false,
  mark: null,
  language: '',
  leader: 'no',
  sealed: null,
})

/** @typedef {{ credential: Record<string, string> | null, words: string }} Way how a person came here */

/**
 * The secret of the link leaves the address bar at once. It is kept for this tab alone, so that a reload finds it.
 * @param {string} publicId
 * @param {Record<string, string> | null} typed
 * @returns {Way}
 */
export function takeWay(publicId, typed) {
  const [token = '', words = ''] = location.hash.slice(1).split('.')
  if (location.hash !== '') history.replaceState(null, '', location.pathname)
  const kept = read(tabStorage(), tabName(publicId))
  const credential = token === '' ? (typed ?? kept?.credential ?? null) : { token }
  const way = { credential, words: words === '' ? (kept?.words ?? '') : words }
  if (credential !== null || words !== '') write(tabStorage(), tabName(publicId), way)
  return way
}

/** @param {string} publicId */
export function forget(publicId) {
  remove(tabStorage(), tabName(publicId))
}

/**
 * @param {string} publicId
 * @param {string} device
 * @returns {Kept | null}
 */
export const readKept = (publicId, device) => read(deviceStorage(), deviceName(publicId, device))

/**
 * What one person typed into one survey, on this device. `device` tells people apart who share it.
 * @param {string} publicId
 * @param {string} device
 * @param {boolean} keeps
 */
export function openKept(publicId, device, keeps) {
  const name = deviceName(publicId, device)
  if (!keeps) {
    remove(deviceStorage(), name)
    forget(publicId)
  }
  return {
    /** @returns {Kept} */
    read: () => ({ ...nothingKept(), ...(keeps ? read(deviceStorage(), name) : null) }),
    /** @param {Kept} kept */
    save: (kept) => {
      if (keeps) write(deviceStorage(), name, kept)
    },
    forget: () => {
      remove(deviceStorage(), name)
      forget(publicId)
    },
  }
}

const deviceName = (/** @type {string} */ publicId, /** @type {string} */ device) =>
  `survey.${publicId}.${device}`
const tabName = (/** @type {string} */ publicId) => `survey.${publicId}`

// A browser may forbid storage, and then even naming it throws: the survey works without.
const tabStorage = () => storageOrNull(() => sessionStorage)
const deviceStorage = () => storageOrNull(() => localStorage)

/** @param {() => Storage} open */
function storageOrNull(open) {
  try {
    return open()
  } catch {
    return null
  }
}

/**
 * @param {Storage | null} storage
 * @param {string} name
 */
function read(storage, name) {
  try {
    return JSON.parse(storage?.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

/**
 * @param {Storage | null} storage
 * @param {string} name
 * @param {object} value
 */
function write(storage, name, value) {
  try {
    storage?.setItem(name, JSON.stringify(value))
  } catch {
    // Full or forbidden: the answers still stand on the page.
  }
}

/**
 * @param {Storage | null} storage
 * @param {string} name
 */
function remove(storage, name) {
  try {
    storage?.removeItem(name)
  } catch {
    // Nothing was kept then.
  }
}
