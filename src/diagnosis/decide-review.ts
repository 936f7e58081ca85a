import { type Day, dayAfter } from '../domain/day.ts'
import type { Message } from '../domain/message.ts'
import type { Finding } from './findings.ts'
import type { ReviewForm } from './forms.ts'
import type { Review } from './review.ts'

type Given = {
  readonly machine: Finding
  readonly known: Review | null
  readonly say: (text: Message) => string
  readonly today: Day
}

/** The review that follows from a posted form. What equals the machine's words is not kept, so it is not counted as edited. */
export function decideReview(form: ReviewForm, given: Given): Review {
  const { machine, known } = given
  const base = known ?? untouched
  if (form.act === 'undo') return { ...base, verdict: machine.verdict, state: 'open', dismissal: null }
  const words = ownWords(form, given)
  if (form.act === 'dismiss') {
    return { ...words, verdict: machine.verdict, state: 'dismissed', dismissal: form.dismissal }
  }
  const isEdited = [words.wording, words.whyHere, words.remedy, words.firstStep].some((word) => word !== null)
  return { ...words, verdict: machine.verdict, state: isEdited ? 'edited' : 'accepted', dismissal: null }
}

const untouched: Review = {
  state: 'open',
  verdict: '',
  wording: null,
  whyHere: null,
  remedy: null,
  firstStep: null,
  owner: null,
  dueOn: null,
  dismissal: null,
}

function ownWords(
  form: ReviewForm,
  { machine, say, today }: Given,
): Omit<Review, 'state' | 'verdict' | 'dismissal'> {
  const { remedy } = machine
  const own = (typed: string, text: Message | null | undefined) => {
    const suggested = text === null || text === undefined ? '' : say(text)
    return typed === '' || folded(typed) === folded(suggested) ? null : typed
  }
  const dueOn = remedy === null || form.due === '' ? null : form.due
  return {
    wording: own(form.wording, machine.wording),
    whyHere: own(form.why, machine.why),
    remedy: own(form.remedy, remedy?.remedy),
    firstStep: own(form['first-step'], remedy?.firstStep),
    owner: own(form.owner, remedy?.owner),
    dueOn: remedy !== null && dueOn === dayAfter(today, remedy.dueInDays) ? null : dueOn,
  }
}

// A browser sends line ends of its own; they are no edit.
const folded = (text: string) => text.replace(/\s+/g, ' ').trim()
