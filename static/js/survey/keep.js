/**
 * @typedef {object} Kept
 * @property {Record<string, string>} answers
 * @property {number} step
 * @property {boolean} isLocked the priorities have been seen
 * @property {string | null} mark of the submission that may be on its way
 */

/** @returns {Kept} */
export const nothingKept = () => ({ answers: {}, step: 0, isLocked: false, mark: null })

/**
 * The secret of the link leaves the address bar at once. It is kept for this tab alone, so that a reload finds it.
 * @param {string} publicId
 * @param {Record<string, string> | null} typed
 * @returns {Record<string, string> | null}
 */
export function takeCredential(publicId, typed) {
  const token = location.hash.slice(1)
  if (token !== '') history.replaceState(null, '', location.pathname)
  const given = token === '' ? typed : { token }
  if (given === null) return read(tabStorage(), tabName(publicId))
  write(tabStorage(), tabName(publicId), given)
  return given
}

/** @param {string} publicId */
export function forget(publicId) {
  remove(tabStorage(), tabName(publicId))
}

/**
 * @param {string} publicId
 * @param {string} device
 */
export const hasKept = (publicId, device) => read(deviceStorage(), deviceName(publicId, device)) !== null

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
