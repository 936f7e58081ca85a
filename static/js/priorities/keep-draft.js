import { askServer } from '../survey/ask-server.js'
import { draftKey, lockDraft, openDraft } from './link-keys.js'

const pause = 900

/**
 * Keeps what is typed, locked, on the server; `tell` says how that goes. Without a link's secret nothing is kept.
 * @param {{ publicId: string, auth: string, token: string, draft: string, revision: number }} link
 * @param {{ read: () => Record<string, string>, write: (answers: Record<string, string>) => void, tell: (word: string) => void, ask: (take: () => void, keep: () => void) => void, refuse: (answer: import('../survey/ask-server.js').Answer) => void }} form
 */
export async function keepDraft(link, { read, write, tell, ask, refuse }) {
  const key = await draftKey(link.token)
  let { revision } = link
  let [isSaving, isWaiting, isOver] = [false, false, false]
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const kept = link.draft === '' ? {} : await openDraft(key, link.draft)
  if (kept === null) tell('unreadable')
  else {
    write(kept)
    tell(link.draft === '' ? 'keeps' : 'resumed')
  }

  const save = async () => {
    if (isOver) return
    if (isSaving) {
      isWaiting = true
      return
    }
    isSaving = true
    const draft = await lockDraft(key, read())
    const answer = await askServer(`/p/${link.publicId}/draft`, {
      json: { auth: link.auth, revision, draft },
    })
    isSaving = false
    if (answer === null || answer.status >= 500) {
      tell('offline')
      timer = setTimeout(save, 5 * pause)
    } else if (answer.status === 409) await settle(JSON.parse(answer.text))
    else if (answer.status >= 400) {
      isOver = true
      refuse(answer)
    } else {
      revision = JSON.parse(answer.text).revision
      tell('kept')
    }
    if (isWaiting) {
      isWaiting = false
      later()
    }
  }

  /** Somebody typed into the same form elsewhere. @param {{ revision: number, draft: string }} theirs */
  const settle = async (theirs) => {
    const other = await openDraft(key, theirs.draft)
    isOver = true
    tell('undecided')
    ask(
      () => {
        isOver = false
        revision = theirs.revision
        if (other !== null) write(other)
        tell('resumed')
      },
      () => {
        isOver = false
        revision = theirs.revision
        void save()
      },
    )
  }

  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(save, pause)
  }
  return {
    later,
    stop: () => {
      isOver = true
      clearTimeout(timer)
    },
  }
}
