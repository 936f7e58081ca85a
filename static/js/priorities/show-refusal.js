/**
 * Not taken: the page says why, and what was typed can be brought back.
 * @param {import('../survey/ask-server.js').Answer} answer
 * @param {Record<string, string>} words
 * @param {() => void} [whenBack]
 */
export function showRefusal(answer, words, whenBack = () => {}) {
  const before = [...(document.querySelector('main')?.childNodes ?? [])]
  const main = answer.show()
  const note = document.createElement('p')
  note.setAttribute('role', 'status')
  note.textContent = words.still ?? ''
  const back = document.createElement('button')
  back.type = 'button'
  back.textContent = words.look ?? ''
  back.onclick = () => {
    main.replaceChildren(...before)
    whenBack()
  }
  main.append(note, back)
  main.querySelector('h1')?.focus()
}
