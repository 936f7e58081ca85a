// What an executive is asked and when it is complete: the browser checks before it seals, the server after it opened.

/** @typedef {'P1' | 'P2' | 'P3' | 'P4' | 'P5'} Question */
/** @typedef {{ name: string, question: Question, place: number, part: string, longest: number }} Field */

/** @type {readonly Question[]} */
export const questions = ['P1', 'P2', 'P3', 'P4', 'P5']
/** @type {readonly Question[]} */
export const required = ['P1', 'P3', 'P4']
export const places = [1, 2, 3]

/** By question: the parts of one answer, and how long each may be. @type {Record<Question, readonly [string, number][]>} */
const parts = {
  P1: [['text', 200]],
  P2: [
    ['chosen', 120],
    ['over', 120],
  ],
  P3: [['text', 200]],
  P4: [
    ['measure', 160],
    ['target', 80],
  ],
  P5: [
    ['team', 80],
    ['what', 160],
  ],
}

/** @type {readonly Field[]} */
export const fields = questions.flatMap((question) =>
  places.flatMap((place) =>
    parts[question].map(([part, longest]) => ({
      name: nameOf(question, place, part),
      question,
      place,
      part,
      longest,
    })),
  ),
)

/** @param {Question} question @param {number} place @param {string} part */
export function nameOf(question, place, part) {
  return part === 'text' ? `${question}-${place}` : `${question}-${place}-${part}`
}

/** Only the fields of the form, one line each, blanks left out. @param {Record<string, unknown>} given */
export function cleaned(given) {
  /** @type {Record<string, string>} */
  const answers = {}
  for (const { name, longest } of fields) {
    const value = given[name]
    const text = typeof value === 'string' ? oneLine(value).slice(0, longest).trim() : ''
    if (text !== '') answers[name] = text
  }
  return answers
}

/**
 * What is missing, by the field it is said at. A trade-off needs both sides; a target needs its measure, and a team what
 * it is asked.
 * @param {Record<string, string>} answers as `cleaned` gives them
 * @returns {readonly { field: string, problem: string }[]}
 */
export function problemsIn(answers) {
  const given = questions.filter((question) =>
    fields.some((field) => field.question === question && answers[field.name] !== undefined),
  )
  const missing = required
    .filter((question) => !given.includes(question))
    .map((question) => ({ field: fieldsOf(question)[0]?.name ?? '', problem: question }))
  const halves = places.flatMap((place) => [
    ...half(answers, nameOf('P2', place, 'chosen'), nameOf('P2', place, 'over'), 'over'),
    ...half(answers, nameOf('P2', place, 'over'), nameOf('P2', place, 'chosen'), 'chosen'),
    ...half(answers, nameOf('P4', place, 'target'), nameOf('P4', place, 'measure'), 'measure'),
    ...half(answers, nameOf('P5', place, 'team'), nameOf('P5', place, 'what'), 'what'),
  ])
  return [...missing.filter(({ field }) => !halves.some((one) => one.field === field)), ...halves]
}

/** @param {Question} question */
export function fieldsOf(question) {
  return fields.filter((field) => field.question === question)
}

/** @param {Record<string, string>} answers @param {string} has @param {string} needs @param {string} problem */
function half(answers, has, needs, problem) {
  return answers[has] !== undefined && answers[needs] === undefined ? [{ field: needs, problem }] : []
}

/** @param {string} text */
function oneLine(text) {
  return text
    .replaceAll(/\p{Cs}/gu, '')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
